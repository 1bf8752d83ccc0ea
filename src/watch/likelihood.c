#include "watch/watch.h"

/* Office of the Director of National Intelligence, Intelligence Community Directive 203, Analytic Standards (2 January 2015), D.6.e(2)(a): "almost
 * no chance" 1-5 %, "very unlikely" 5-20, "unlikely" 20-45, "roughly even chance" 45-55, "likely" 55-80, "very likely" 80-95, "almost certain(ly)"
 * 95-99. Where two meet, the upper one has the bound. */
const char *watch_likelihood(double confidence)
{
	static const struct { double below; const char *words; } table[] = {
		{0.05, "almost no chance"}, {0.20, "very unlikely"}, {0.45, "unlikely"}, {0.55, "roughly even chance"}, {0.80, "likely"},
		{0.95, "very likely"},
	};

	if (!(confidence >= 0 && confidence <= 1))
		return "not judged";
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (confidence < table[i].below)
			return table[i].words;
	return "almost certain";
}
