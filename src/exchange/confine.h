/* confine.h - work on hostile bytes in a child process that can do nothing else.
 *
 * The child has standard input (the bytes), standard output (the answer) and nothing more: no other descriptor, an empty
 * environment, limits on memory, processor time and file size, no core file, no new privileges, no network where the kernel
 * lets it have none, and a filter on system calls (seccomp). The parent reads the answer up to a limit and kills the child when
 * the wall clock runs out. Whatever the child does, the parent gets some bytes and a reason. */
#ifndef ONUS_EXCHANGE_CONFINE_H
#define ONUS_EXCHANGE_CONFINE_H

#include "base/buf.h"
#include "base/status.h"
#include "exchange/extract.h"

enum confine_end {
	CONFINE_DONE,      /* it ended by itself with code 0 */
	CONFINE_FAILED,    /* it ended with another code */
	CONFINE_KILLED,    /* a signal: a crash, a forbidden call, too much memory or processor time */
	CONFINE_TIME,      /* the wall clock ran out */
	CONFINE_OUTPUT,    /* it wrote more than allowed; what was read is kept */
};

/* Work inside the child: reads descriptor 0, writes descriptor 1, returns an exit code. May allocate; may not open. */
typedef int confine_work(void *arg);
/* Run work with fd (rewound) as its input. *out gets what it wrote. Errors: ST_ENV when no child can be made. */
enum status confine_run(confine_work *work, void *arg, int fd, const struct extract_limits *limits, struct buf *out,
			enum confine_end *end, struct error *e);
/* Run a program (found in PATH) the same way; it may read files of the system, and neither write nor open sockets nor make
 * processes. *found is false when there is no such program. */
enum status confine_program(const char *const *argv, int fd, const struct extract_limits *limits, struct buf *out,
			    enum confine_end *end, bool *found, struct error *e);

/* A child that stays and is talked to. It has no descriptors but a socket (3) and those kept (4, 5 …, in order; 0, 1 and 2 are /dev/null). */
struct confine_talk {
	void (*forget)(void *arg);  /* first of all, with all descriptors: lets go of what libraries hold open; or NULL */
	int (*prepare)(void *arg);  /* before the filter: may open files of the system (libraries, tables); 0: go on. Or NULL */
	/* behind it, where a forbidden call is answered "not permitted", since libraries try things; its exit code */
	int (*work)(void *arg, int socket);
	bool threads;               /* it may start some */
};
enum { CONFINE_SOCKET = 3, CONFINE_KEPT = 4 };
struct confine_session { int pid; int socket; /* of messages: SOCK_SEQPACKET, closed on exec */ };
/* Memory counts on top of what the caller holds; output and wall clock are the caller's to watch. Interrupts from the terminal are the caller's too:
 * the child ends when the socket does, or when it is ended. */
enum status confine_begin(const struct confine_talk *talk, void *arg, const int *keep, size_t n, const struct extract_limits *limits,
			  struct confine_session *out, struct error *e);
/* Ends it, whatever it does. *code: its exit code, or -1 and *by_signal the signal's number (both may be NULL). Nothing when it has ended. */
void confine_finish(struct confine_session *s, int *code, int *by_signal);

#endif
