# Rscript peers_lcmcr.R TABLE.csv CLASSES SWEEPS SEED [LIBRARY]: processor microseconds a sweep of the LCMCR package, one chain, its start left out.
a <- commandArgs(TRUE)
if (length(a) > 4) .libPaths(c(a[5], .libPaths()))
suppressMessages(library(LCMCR))
d <- read.csv(a[1])
k <- ncol(d) - 1
x <- d[rep(seq_len(nrow(d)), d$count), seq_len(k)]
for (j in seq_len(k)) x[[j]] <- factor(x[[j]], levels = c(0, 1))
m <- lcmCR(x, K = as.integer(a[2]), tabular = FALSE, seed = as.integer(a[4]), buffer_size = 100, thinning = 50, verbose = FALSE)
m$Update(2000, FALSE)
n <- as.integer(a[3])
start <- proc.time()
m$Update(n, FALSE)
t <- proc.time() - start
cat(sprintf("LCMCR %s, %s classes: %.2f us a sweep\n", a[1], a[2], 1e6 * (t[1] + t[2]) / n))
