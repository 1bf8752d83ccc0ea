/* watch_style.h - style sheet and script of the page of watch, a literal each. Without the script the dates stand side by side. */
#ifndef ONUS_REPORT_WATCH_STYLE_H
#define ONUS_REPORT_WATCH_STYLE_H

#define WATCH_STYLE \
	"#pair{display:grid;grid-template-columns:1fr 1fr;gap:.6rem;--at:50%}#pair figure{margin:0;min-width:0}" \
	".frame{position:relative;line-height:0;background:var(--tint);border:1px solid var(--ink)}" \
	".frame img{width:100%;height:auto;image-rendering:pixelated}.frame svg{position:absolute;inset:0;width:100%;height:100%}" \
	"figcaption{font-size:.85rem;line-height:1.4;padding:.3rem 0;overflow-wrap:anywhere}" \
	"#pair.over{grid-template-columns:1fr;touch-action:pan-y;cursor:ew-resize}#pair.over figure{grid-area:1/1}" \
	"#pair.over .before{z-index:1;pointer-events:none}" \
	"#pair.over .before .frame{clip-path:inset(0 calc(100% - var(--at)) 0 0)}" \
	"#pair.over .after .frame::after{content:'';position:absolute;top:0;bottom:0;left:var(--at);width:4px;box-sizing:content-box;" \
	"background:#fff;border:solid #000;border-width:0 2px}" \
	"#pair.over figcaption{width:48%}#pair.over .after figcaption{margin-left:auto;text-align:right}" \
	".controls{display:flex;flex-wrap:wrap;gap:.4rem 1.4rem;align-items:center;margin:.4rem 0;" \
	"font:.9rem 'Noto Sans',Helvetica,Arial,sans-serif}" \
	".controls[hidden]{display:none}.controls label{display:flex;gap:.5rem;align-items:center}" \
	".slide{flex:1 1 20rem}.slide input{flex:1;min-width:8rem;height:1.6rem}" \
	"input:focus-visible{outline:3px solid var(--link);outline-offset:2px}" \
	"#lines:not(:checked)~#pair .lines{display:none}" \
	".case,.line{fill:none;vector-effect:non-scaling-stroke;stroke-linejoin:miter}" \
	".case{stroke:#000;stroke-width:4.5}.line{stroke:#ffe31a;stroke-width:2}.unsure .line{stroke-dasharray:7 5}" \
	".change text{font-family:'Noto Sans',Helvetica,Arial,sans-serif;font-weight:700;fill:#000;stroke:#fff;stroke-width:.24em;" \
	"paint-order:stroke;stroke-linejoin:round}" \
	".hidden-ground{vector-effect:non-scaling-stroke;stroke:#fff;stroke-width:1.2;stroke-dasharray:2 3}" \
	".key svg{width:2.4rem;height:1.1rem;display:inline-block;vertical-align:-.2rem;margin-right:.4rem}" \
	".key{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;font-size:.9rem}" \
	".number{text-align:right}.number,.day{white-space:nowrap}.wide table{min-width:38rem}footer{margin-top:3rem}" \
	"@media(max-width:40rem){#pair:not(.over){grid-template-columns:1fr}}" \
	"@media print{#pair.over{grid-template-columns:1fr 1fr}#pair.over figure{grid-area:auto}" \
	"#pair.over .before .frame{clip-path:none}#pair.over .after .frame::after{display:none}" \
	"#pair.over figcaption{width:auto;text-align:left!important}" \
	".controls,.switch,#lines{display:none!important}h2{break-before:auto!important}}"

/* One over the other, the earlier one as far as the slider says; by keyboard, by dragging, by touch. */
#define WATCH_SCRIPT \
	"(function(){'use strict';" \
	"var w=document.getElementById('where'),t=document.getElementById('together'),p=document.getElementById('pair')," \
	"s=document.getElementById('controls'),down=false;" \
	"function at(x){w.value=x;p.style.setProperty('--at',w.value+'%')}" \
	"function lay(){p.classList.toggle('over',t.checked);w.disabled=!t.checked}" \
	"function move(e){var r=p.getBoundingClientRect();at(100*(e.clientX-r.left)/r.width)}" \
	"w.addEventListener('input',function(){at(w.value)});" \
	"t.addEventListener('change',lay);" \
	"p.addEventListener('pointerdown',function(e){" \
	"if(t.checked&&!(e.target.closest&&e.target.closest('figcaption'))){down=true;move(e);e.preventDefault()}});" \
	"window.addEventListener('pointermove',function(e){if(down)move(e)});" \
	"window.addEventListener('pointerup',function(){down=false});" \
	"s.hidden=false;t.checked=true;lay();at(50)})();"

#endif
