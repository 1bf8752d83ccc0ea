/* style.h - the dossier's style sheet, one literal. Contrast is 4.5 or better in both schemes; colour never stands alone. */
#ifndef ONUS_REPORT_STYLE_H
#define ONUS_REPORT_STYLE_H

#define DOSSIER_STYLE                                                                                                  \
	":root{--ink:#1b1f24;--soft:#4d5763;--paper:#fdfcf9;--card:#fff;--line:#d5d2c8;--link:#0b4f8a;--good:#1d5e33;"  \
	"--bad:#9b1c1c;--warn:#7a4a00;--tint:#f3f0e7}"                                                                  \
	"@media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--soft:#b3bac2;--paper:#15181c;--card:#1c2026;"          \
	"--line:#3a4048;--link:#8fc4f5;--good:#86d7a0;--bad:#ff9c9c;--warn:#f0c27a;--tint:#22272e}}"                    \
	"*{box-sizing:border-box}html{scroll-padding-top:1rem}"                                                         \
	"body{margin:0 auto;max-width:62rem;padding:2rem 1.25rem 5rem;background:var(--paper);color:var(--ink);"        \
	"font:1rem/1.55 Georgia,'Noto Serif','Noto Serif CJK KR',serif}"                                                \
	"h1,h2,h3,h4,h5,nav,th,dt,.kicker,.tiles,.state,.small,.custody,.id,code,figcaption{font-family:'Noto Sans',"   \
	"'Noto Sans CJK KR',Helvetica,Arial,sans-serif}"                                                                \
	"h1{font-size:2.4rem;line-height:1.1;margin:.1em 0 .4em}h2{font-size:1.6rem;margin:3rem 0 1rem;padding-top:1rem;" \
	"border-top:3px solid var(--ink)}h3{font-size:1.08rem;line-height:1.4;margin:1.6rem 0 .5rem}h4{margin:1.5rem 0 .4rem}" \
	"h5{font-size:1rem;margin:.2rem 0}a{color:var(--link)}a:focus-visible,summary:focus-visible{outline:3px solid " \
	"var(--link);outline-offset:2px}.kicker{letter-spacing:.2em;text-transform:uppercase;color:var(--soft);margin:0}" \
	".skip{position:absolute;left:-99rem}.skip:focus{position:static}"                                              \
	"header{border-bottom:1px solid var(--line);padding-bottom:1rem}.rule{border-left:4px solid var(--ink);padding-left:1rem}" \
	"code{font-size:.8em;overflow-wrap:anywhere}sup{line-height:0;font-size:.7em}sup a{text-decoration:none;padding:0 .1em}" \
	"nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;padding:0;margin:1rem 0}"                  \
	".tiles{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.8rem}" \
	".tiles li{background:var(--tint);border:1px solid var(--line);border-radius:.3rem;padding:.8rem 1rem}"         \
	".tiles strong{display:block;font-size:1.9rem;line-height:1.1}"                                                 \
	".claim,.finding,.duty,.card{background:var(--card);border:1px solid var(--line);border-radius:.3rem;"          \
	"padding:.9rem 1.2rem;margin:0 0 1rem}.claim h3,.card h3,.duty h3{margin-top:0}"                                \
	".id{font-size:.82em;font-weight:600;white-space:nowrap}.ids{line-height:1.9}"                                  \
	"dl{margin:0;display:grid;grid-template-columns:10.5rem minmax(0,1fr);gap:.35rem 1rem}dt{font-size:.85rem;"     \
	"color:var(--soft);padding-top:.15rem}dd{margin:0}"                                                             \
	".state.good,.yes{color:var(--good)}.state.bad,.no{color:var(--bad)}.open,.warn{color:var(--warn)}"             \
	".yes,.no,.open{white-space:nowrap;font-weight:600}"                                                            \
	".supports{margin:.3rem 0;padding-left:1.1rem}.supports li{margin:.3rem 0}"                                     \
	"blockquote{margin:.3rem 0;padding:.1rem 0 .1rem .8rem;border-left:3px solid var(--line);font-style:italic}"    \
	".note,.small,.custody{font-size:.85rem;color:var(--soft);margin:.15rem 0}.custody{overflow-wrap:anywhere}"     \
	".answer{border-left:4px solid var(--warn);padding-left:.8rem;margin:.4rem 0}.decision{font-style:italic}"      \
	".cards{columns:22rem;column-gap:1rem}.card{break-inside:avoid}.card p,.card ul{margin:.3rem 0;font-size:.93rem}" \
	".names{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.1rem .9rem}"                                 \
	".wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.93rem}"                             \
	"th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}"            \
	"tbody th{font-weight:600}thead th{font-size:.82rem;color:var(--soft)}"                                         \
	".sources{padding-left:2.4rem}.source{margin:.5rem 0}.source p{margin:.1rem 0}.source:target,.claim:target,"    \
	".card:target,.duty:target{outline:3px solid var(--link)}"                                                      \
	"summary{cursor:pointer;padding:.2rem 0}summary h3{display:inline}"                                             \
	"svg{max-width:100%;height:auto;display:block}.range{margin:.4rem 0;max-width:36rem}"                           \
	".map{max-width:20rem}"                                                                                         \
	".graph{margin:0;overflow-x:auto;background:#fff;color:#1b1f24;padding:.5rem}.graph svg{max-width:none}"        \
	".graph figcaption{font-size:.85rem}"                                                                           \
	"@media(max-width:40rem){dl{grid-template-columns:1fr}dt{margin-top:.4rem}body{padding:1rem .8rem 3rem}"        \
	"h1{font-size:1.9rem}}"                                                                                         \
	"@page{size:A4;margin:18mm 16mm 20mm;@bottom-right{content:counter(page) ' / ' counter(pages);font-size:8pt}}"  \
	"@media print{:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--link:#000;--tint:#fff}body{max-width:none;"   \
	"padding:0;font-size:1rem;line-height:1.4}html{font-size:9pt}nav,.skip{display:none}h1{font-size:22pt}h2{font-size:14pt;"             \
	"break-before:page;margin-top:0}#summary h2,#exhibits h2,#weak h2,#method h2{break-before:auto;margin-top:1.5rem}" \
	"h3{font-size:10pt}.claim,.finding,.duty,.card{padding:.4rem .6rem;margin-bottom:.5rem}li,tr,svg{"              \
	"break-inside:avoid}dl{display:block}dt{float:left;clear:left;width:8.2rem}dd{margin:0 0 .25rem 8.6rem}"           \
	".tiles{display:block}.tiles li{display:inline-block;width:31%;vertical-align:top;margin:0 1% .5rem 0;padding:.4rem}" \
	".tiles strong{font-size:15pt}table{font-size:8.5pt}th,td{padding:.15rem .3rem}"                                   \
	"details::details-content{content-visibility:visible}details>*{display:block}h3,h4,h5{break-after:avoid}"          \
	"a{text-decoration:none}.graph svg{max-width:100%}.cards{columns:auto}}"

#endif
