# Rscript peers_loglinear.R search|bca|steps TABLE.csv [LIBRARY]: processor seconds of the same work by Rcapture (all models of pairs, intervals of the
# best by AIC and by BIC) or SparseMSE (the steps; BCa from 1,000 bootstrap replicates), and what came out.
a <- commandArgs(TRUE)
if (length(a) > 2) .libPaths(c(a[3], .libPaths()))
z <- as.matrix(read.csv(a[2]))
suppressMessages(library(if (a[1] == "search") "Rcapture" else "SparseMSE", character.only = TRUE))
start <- proc.time()
if (a[1] == "search") {
	r <- closedpMS.t(z, dfreq = TRUE, maxorder = 2)
	t <- r$results
	best <- c(rownames(t)[which.min(t[, "AIC"])], rownames(t)[which.min(t[, "BIC"])])
	ci <- lapply(best, function(m) closedpCI.t(z, dfreq = TRUE, mX = m)$CI[1:3])
	said <- paste(nrow(t), "models; AIC", best[1], paste(format(ci[[1]]), collapse = " "), "BIC", best[2])
} else if (a[1] == "bca") {
	r <- estimatepopulation(z, nboot = 1000)
	said <- paste(format(r$popest), "BCa", paste(format(r$BCaquantiles[c("0.025", "0.975")]), collapse = " "))
} else {
	r <- estimatepopulation.0(z, method = "stepwise")
	said <- paste(format(r$estimate), collapse = " ")
}
t <- proc.time() - start
cat(sprintf("%s %s: %.3f s; %s\n", a[1], a[2], t[1] + t[2], said))
