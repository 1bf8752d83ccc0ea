# Rscript peers_dga.R TABLE.csv GRID [LIBRARY]: processor seconds of the dga package (3 to 5 lists, delta 2^-lists, prior 1/N, 1 to GRID unseen), and
# what came out.
a <- commandArgs(TRUE)
if (length(a) > 2) .libPaths(c(a[3], .libPaths()))
suppressMessages(library(dga))
z <- as.matrix(read.csv(a[1]))
k <- ncol(z) - 1
y <- array(0, dim = rep(2, k))
for (i in seq_len(nrow(z))) y[matrix(z[i, 1:k] + 1, 1)] <- z[i, k + 1]
graphs <- get(data(list = paste0("graphs", k)))
unseen <- seq_len(as.numeric(a[2]))
start <- proc.time()
w <- bma.cr(y, unseen, 2^-k, graphs)
by_n <- colSums(w)
by_graph <- rowSums(w)
t <- proc.time() - start
n <- sum(y) + unseen
below <- cumsum(by_n)
at <- function(q) n[which(below >= q)[1]]
cat(sprintf("dga %s: %.3f s; %d graphs, 1 to %d unseen: %.6f [%d, %d], median %d, mode %d, top %.8f\n", a[1], t[1] + t[2], length(graphs), length(unseen),
	sum(by_n * n), as.integer(at(0.025)), as.integer(at(0.975)), as.integer(at(0.5)), as.integer(n[which.max(by_n)]), max(by_graph)))
