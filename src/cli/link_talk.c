#include "cli/reviewing.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t ended, suspended;

static void on_end(int signal_number)
{
	(void)signal_number;
	ended = 1;
}

static void on_suspend(int signal_number)
{
	(void)signal_number;
	suspended = 1;
}

/* A wait for a key ends when one comes: no SA_RESTART. */
static void catch(int signal_number, void (*how)(int))
{
	struct sigaction act = {.sa_handler = how};

	(void)sigemptyset(&act.sa_mask);
	(void)sigaction(signal_number, &act, NULL);
}

static void keys(struct talk *t)
{
	struct termios raw = t->was;

	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	(void)tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
}

static void lines(const struct talk *t)
{
	(void)tcsetattr(STDIN_FILENO, TCSADRAIN, &t->was);
}

enum status talk_begin(struct talk *t, FILE *out, struct error *e)
{
	*t = (struct talk){.out = out};
	ended = suspended = 0;
	catch(SIGINT, on_end);
	catch(SIGTERM, on_end);
	catch(SIGHUP, on_end);
	if (!isatty(STDIN_FILENO) || !isatty(fileno(out)))
		return ST_OK;
	if (tcgetattr(STDIN_FILENO, &t->was))
		return error_errno(e, "the terminal");
	t->raw = true;
	catch(SIGTSTP, on_suspend);
	keys(t);
	return ST_OK;
}

bool talk_stopped(void) { return ended; }

void talk_end(struct talk *t)
{
	if (t->raw)
		lines(t);
	t->raw = false;
	free(t->line);
	t->line = NULL;
	(void)signal(SIGTSTP, SIG_DFL);
	(void)signal(SIGINT, SIG_DFL);
	(void)signal(SIGTERM, SIG_DFL);
	(void)signal(SIGHUP, SIG_DFL);
}

/* The shell has the terminal as it was, until we come back. */
static void suspend(struct talk *t)
{
	suspended = 0;
	lines(t);
	(void)signal(SIGTSTP, SIG_DFL);
	(void)raise(SIGTSTP);
	catch(SIGTSTP, on_suspend);
	keys(t);
}

static int raw_key(struct talk *t)
{
	for (;;) {
		ssize_t n;
		int key;

		if (ended)
			return TALK_END;
		if (t->n_ahead) {
			key = (unsigned char)t->ahead[0];
			memmove(t->ahead, t->ahead + 1, --t->n_ahead);
			if (key == 4) /* Ctrl-D */
				return TALK_END;
			if (isgraph(key))
				return tolower(key);
			continue;
		}
		n = read(STDIN_FILENO, t->ahead, sizeof t->ahead);
		if (n < 0 && errno == EINTR) {
			if (!suspended)
				continue;
			suspend(t);
			return TALK_AGAIN;
		}
		if (n <= 0)
			return TALK_END;
		/* an arrow or the like is no answer */
		t->n_ahead = t->ahead[0] == 27 ? 0 : (size_t)n;
	}
}

static bool next_line(struct talk *t)
{
	ssize_t n;

	if (ended)
		return false;
	errno = 0;
	n = getline(&t->line, &t->cap, stdin);
	if (n < 0 || ended)
		return false;
	/* NULs are no text */
	for (ssize_t i = 0; i < n; i++)
		if (!t->line[i])
			t->line[i] = ' ';
	while (n > 0 && isspace((unsigned char)t->line[n - 1]))
		t->line[--n] = 0;
	t->read++;
	return true;
}

int talk_key(struct talk *t, const char **rest)
{
	*rest = "";
	(void)fflush(t->out);
	if (t->raw)
		return raw_key(t);
	for (;;) {
		const char *at;

		if (!next_line(t))
			return TALK_END;
		at = t->line + strspn(t->line, " \t");
		if (!*at)
			continue;
		*rest = at + 1 + strspn(at + 1, " \t");
		return tolower((unsigned char)*at);
	}
}

const char *talk_line(struct talk *t, const char *prompt)
{
	bool got;

	(void)fputs(prompt, t->out);
	(void)fflush(t->out);
	if (t->raw) {
		/* what was typed ahead is no reason */
		t->n_ahead = 0;
		lines(t);
	}
	got = next_line(t);
	if (t->raw)
		keys(t);
	else
		(void)fputs("\n", t->out);
	return got ? t->line : NULL;
}
