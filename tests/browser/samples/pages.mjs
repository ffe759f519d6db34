// The pattern book: each page type of the public side as plain HTML, in German and Arabic, to develop the style sheet and the browser
// tests without a server. Markup and class names are the ones the C++ pages write.
import { readFileSync } from 'node:fs';
import { WORDS } from './words.mjs';

const MAP_FILE = new URL('../../../demo/map.json', import.meta.url);
const MAP = JSON.parse(readFileSync(MAP_FILE, 'utf8'));
const PLACES = MAP.areas.map((area) => ({ name: area.name, slug: slugOf(area.name), ...area }));
const LANGUAGES = [['de', 'Deutsch', 'ltr'], ['en', 'English', 'ltr'], ['tr', 'Türkçe', 'ltr'], ['ar', 'العربية', 'rtl'], ['uk', 'Українська', 'ltr'], ['ro', 'Română', 'ltr'], ['de-simple', 'Leichte Sprache', 'ltr']];

function slugOf(name) {
  return name.split('/')[0].toLowerCase().replaceAll('ö', 'oe').replaceAll('ü', 'ue');
}

const icon = (name, more = '') => `<span class="km-i km-i--${name}${more}" aria-hidden="true"></span>`;
const german = (language, text) => (language === 'de' ? text : `<bdi lang="de">${text}</bdi>`);
const list = (items, render) => items.map(render).join('');

function frame(language, { title, path, section = -1, crumbs = [], chips = false, body, asset }) {
  const w = WORDS[language];
  const languageItems = list(LANGUAGES, ([tag, name, dir]) => `<li><a href="/${tag}/${path}" lang="${tag}" hreflang="${tag}" dir="${dir}"${tag === language ? ' aria-current="true"' : ''}>${name}</a></li>`);
  const menu = ['info/erste-schritte', 'angebote', 'orte/bergkamen', 'info/konferenz', 'info/ziele', 'info/zahlen'];
  return `<!doctype html><html lang="${language}" dir="${w.dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – ${w.brand} ${w.district}</title><meta name="theme-color" content="#003d4d"><meta name="color-scheme" content="light dark"><link rel="stylesheet" href="${asset('public.css')}"><link rel="icon" href="${asset('favicon.svg')}" type="image/svg+xml"><script src="${asset('public.js')}" defer></script>${path.startsWith('orte/') ? `<script src="${asset('offline.js')}" defer></script>` : ''}</head><body>
<a class="km-skip" href="#inhalt">${w.skip}</a>
<header class="km-header"><div class="km-demo" role="note"><p class="km-wrap"><strong>${w.demo[0]}</strong> ${w.demo[1]}</p></div><div class="km-wrap"><div class="km-header__row">
<a class="km-brand" href="/${language}/"><svg viewBox="0 0 40 40" aria-hidden="true" focusable="false"><rect width="40" height="40" rx="8" fill="#ffc02e"/><path d="M8 29c6 0 7-18 12-18s6 18 12 18" fill="none" stroke="#003d4d" stroke-width="4" stroke-linecap="round"/><circle cx="20" cy="11" r="4.5" fill="#003d4d"/></svg><span>${w.brand}<span>${w.district}</span></span></a>
<details class="km-lang"><summary class="km-tool">${icon('globe')}<span class="km-hide">${w.language} </span><span class="km-lang__name">${LANGUAGES.find(([tag]) => tag === language)[1]}</span><span class="km-lang__code" aria-hidden="true">${language.slice(0, 2)}</span></summary><ul class="km-lang__list" role="list">${languageItems}</ul></details>
<button class="km-tool km-menu-btn" type="button" popovertarget="menue">${icon('menu')}${w.menu}</button></div>
<nav class="km-nav" id="menue" popover aria-label="${w.mainMenu}"><ul role="list">${list(w.nav, (name) => { const at = w.nav.indexOf(name); return `<li><a href="/${language}/${menu[at]}"${at === section ? ' aria-current="page"' : ''}>${name}</a></li>`; })}</ul></nav></div></header>
${crumbs.length ? `<div class="km-wrap"><nav class="km-crumbs" aria-label="${w.here}"><ol><li><a href="/${language}/">${w.home}</a></li>${list(crumbs, ([name, href]) => `<li><a href="/${language}/${href}">${name}</a></li>`)}</ol></nav></div>` : ''}
<main id="inhalt" tabindex="-1">${chips ? `<div class="km-wrap km-chipnav-wrap"><nav class="km-chipnav" aria-label="${w.chooseLanguage}"><ul class="km-langs" role="list">${languageItems}</ul></nav></div>` : ''}${body}</main>
<footer class="km-footer"><div class="km-wrap km-stack km-stack--l"><div class="km-grid"><section class="km-stack km-stack--s" aria-labelledby="f-hilfe"><h2 id="f-hilfe">${w.help}</h2><p>${w.helpText}</p><p><a class="km-footer__phone" href="tel:+4923030000"><span class="km-ltr">02303 00-0</span></a></p><p class="km-small">${german(language, 'Kommunales Integrationszentrum Kreis Unna, Kamener Straße 110, Unna')}</p></section><nav class="km-stack km-stack--s" aria-labelledby="f-recht"><h2 id="f-recht">${w.legal}</h2><ul role="list">${list(['impressum', 'datenschutz', 'barrierefreiheit', 'barriere-melden'], (slug) => `<li><a href="/${language}/${slug}">${w.legalLinks[['impressum', 'datenschutz', 'barrierefreiheit', 'barriere-melden'].indexOf(slug)]}</a></li>`)}</ul></nav><nav class="km-stack km-stack--s" aria-labelledby="f-wege"><h2 id="f-wege">${w.other}</h2><ul role="list">${list(w.otherLinks, (name) => `<li><a href="/${language}/angebote">${name}</a></li>`)}</ul></nav></div></div></footer></body></html>`;
}

function searchBox(language, value = '') {
  const w = WORDS[language];
  return `<form class="km-searchbox" action="/${language}/suche" method="get" role="search"><label for="q">${w.searchLabel}</label><input class="kern-form-input__input" id="q" name="q" type="search" value="${value}" maxlength="200" autocomplete="off" enterkeyhint="search" aria-describedby="q-h" data-suggest="/${language}/suche/vorschlaege"><button class="kern-btn kern-btn--primary" type="submit">${icon('search')}<span class="km-hide">${w.search}</span></button><p class="km-small km-muted" id="q-h">${w.searchHint}</p></form>`;
}

function map(language, here, small = false) {
  const w = WORDS[language];
  return `<figure class="km-figure km-map${small ? ' km-map--s' : ''}"><svg viewBox="${MAP.viewBox}" role="img" aria-label="${w.map}">${list(PLACES, (area) => `<path class="area${area.slug === here ? ' is-on' : ''}" d="${area.d}"/>`)}${list(PLACES, (area) => `<text x="${area.label.x}" y="${area.label.y}"${area.slug === here ? ' class="is-on"' : ''}>${area.label.text}</text>`)}</svg><figcaption><span lang="de" dir="ltr">${MAP.attribution}</span></figcaption></figure>`;
}

const places = (language, here) => `<ul class="km-places" role="list">${list(PLACES, (area) => `<li><a href="/${language}/orte/${area.slug}"${area.slug === here ? ' aria-current="page"' : ''}>${german(language, area.name)}</a></li>`)}</ul>`;
const tiles = (language, items) => `<ul class="km-tiles" role="list">${list(items, ([name, title, hint]) => `<li><a class="km-tile" href="/${language}/angebote"><span class="km-tile__icon">${icon(name)}</span><span><b>${title}</b><small>${hint}</small></span>${icon('chev', ' km-i--dir')}</a></li>`)}</ul>`;

function cards(language, isShort = false) {
  const w = WORDS[language];
  const rows = [
    ['Bergkamen, Präsidentenstraße', w.until, `<span class="km-mark km-mark--ok km-now">${w.openNow}</span>`, ['ar', 'tr', 'de']],
    ['Bergkamen, Präsidentenstraße', w.onlyAppointment, `<span class="km-mark km-mark--info">${w.appointment}</span>`, ['tr', 'de']],
    ['Lünen, 9 km', w.again, `<span class="km-mark">${w.closedToday}</span>`, ['ar', 'uk']],
    ['Unna, 14 km', w.unconfirmed, `<span class="km-mark km-mark--warn">${w.callFirst}</span>`, []],
  ];
  return `<ul class="km-cards${isShort ? ' km-cards--short' : ''}" role="list">${list(rows, ([place, time, mark, spoken]) => {
    const [title, kind, text] = w.cards[rows.findIndex((row) => row[2] === mark)];
    return `<li class="km-card"><div class="km-card__in"><div class="km-stack km-stack--s"><h3><a href="/${language}/angebote/migrationsberatung">${title}</a></h3><p class="km-card__kind">${kind} <span class="km-badge">${w.example}</span></p></div><ul class="km-card__meta" role="list"><li>${icon('pin')}<span>${german(language, place)}</span></li><li>${icon('clock')}<span>${time}</span></li><li>${mark}</li></ul><div class="km-stack km-stack--s"><p>${text}</p>${spoken.length ? `<ul class="km-tags" role="list">${list(spoken, (tag) => { const [, name, dir] = LANGUAGES.find(([other]) => other === tag); return `<li lang="${tag}" dir="${dir}">${name}</li>`; })}</ul>` : ''}</div></div></li>`;
  })}</ul>`;
}

const pages = {
  '': (language) => {
    const w = WORDS[language];
    return { title: w.welcome, chips: true, body: `<div class="km-hero"><div class="km-wrap km-hero__in"><div class="km-stack"><h1>${w.welcome}</h1><p class="km-lead">${w.lead}</p></div>${searchBox(language)}</div></div>
<section class="km-band" aria-labelledby="themen"><div class="km-wrap km-stack"><h2 id="themen">${w.needs}</h2>${tiles(language, w.tiles)}<div class="km-sos"><strong>${w.emergency}</strong><ul role="list">${list(w.sos, ([number, text]) => `<li><a href="tel:${number.replace(' ', '')}"><b class="km-ltr">${number}</b> ${text}</a></li>`)}</ul></div></div></section>
<section class="km-band km-band--tint" aria-labelledby="ort"><div class="km-wrap km-split"><div class="km-stack"><h2 id="ort">${w.where}</h2><p class="km-prose">${w.whereText}</p>${places(language)}</div>${map(language)}</div></section>
<section class="km-band" aria-labelledby="mehr"><div class="km-wrap km-stack"><h2 id="mehr">${w.more}</h2><ul class="km-places km-places--wide" role="list">${list(w.teasers, ([title]) => `<li><a href="/${language}/info/konferenz">${title}</a></li>`)}</ul></div></section>` };
  },

  angebote: (language) => {
    const w = WORDS[language];
    const checks = (name, items, on = []) => list(items, (item) => { const id = `${name}${items.indexOf(item)}`; return `<div class="km-check"><input type="checkbox" id="${id}" name="${name}" value="${id}"${on.includes(items.indexOf(item)) ? ' checked' : ''}><label for="${id}">${item}</label></div>`; });
    return { title: w.offers, section: 1, body: `<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>${w.offers}</h1><p class="km-lead">${w.offersLead}</p></div><div class="km-sidebar km-sidebar--start"><div><button class="kern-btn kern-btn--secondary km-sheet-btn" type="button" popovertarget="filter"><span class="kern-label">${w.filter} (3)</span></button><form class="km-filter km-sheet" id="filter" popover action="/${language}/angebote" method="get" aria-labelledby="filter-h"><h2 id="filter-h" class="km-h3">${w.filter} (3)</h2><div class="kern-form-input"><label class="kern-label" for="ort">${w.place}</label><div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="ort" name="gemeinde"><option value="">${w.allPlaces}</option>${list(PLACES, (area) => `<option${area.slug === 'bergkamen' ? ' selected' : ''} value="${area.slug}">${area.name}</option>`)}</select></div></div><fieldset class="km-fieldset"><legend>${w.kind}</legend>${checks('art', w.kinds, [1, 2])}</fieldset><fieldset class="km-fieldset"><legend>${w.spoken}</legend>${checks('sprache', ['<span lang="ar" dir="rtl">العربية</span>', '<span lang="tr">Türkçe</span>', '<span lang="uk">Українська</span>'])}</fieldset><fieldset class="km-fieldset"><legend>${w.when}</legend>${checks('jetzt', [w.openNow, w.noAppointment])}</fieldset><div class="km-actions"><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">${w.apply}</span></button></div></form></div>
<section class="km-stack" aria-labelledby="treffer"><div class="km-cluster km-cluster--between"><h2 id="treffer" class="km-h3" aria-live="polite">${w.count}</h2><p class="km-small">${w.sorted} <a href="?sort=name">${w.byName}</a></p></div><ul class="km-chips" role="list" aria-label="${w.active}">${list([german(language, 'Bergkamen'), w.kinds[1], w.kinds[2]], (name) => `<li><a class="km-chip" href="/${language}/angebote"><span class="km-hide">${w.drop} </span>${name}</a></li>`)}<li><a class="km-small" href="/${language}/angebote">${w.dropAll}</a></li></ul>${cards(language)}<nav aria-label="${w.pages}"><ul class="km-pager" role="list"><li><span aria-current="page"><span class="km-hide">${w.page} </span>1</span></li><li><a href="?seite=2"><span class="km-hide">${w.page} </span>2</a></li><li><a href="?seite=2" rel="next">${w.next}</a></li></ul></nav><div class="km-empty km-stack km-stack--s"><h3>${w.nothing}</h3><p>${w.nothingText}</p></div></section></div></div>` };
  },

  'angebote/migrationsberatung': (language) => {
    const w = WORDS[language];
    const times = ['7.30–12.30 Uhr, 13.30–18 Uhr', '9–12, 13–16', w.closed, '13–18', '9–12'];
    return { title: w.cards[0][0], section: 1, crumbs: [[w.offers, 'angebote'], [german(language, 'Bergkamen'), 'orte/bergkamen']], body: `<div class="km-wrap km-main km-stack km-stack--l"><p class="km-langnote">${icon('globe')}<span>${w.note}</span></p><header class="km-stack km-stack--s"><p class="km-muted">${w.cards[0][1]} <span class="km-badge">${w.example}</span></p><h1>${w.cards[0][0]}</h1><p class="km-cluster km-cluster--tight km-now"><span class="km-mark km-mark--ok">${w.openNow}</span> <span>${w.until}</span></p></header><div class="km-actions km-actions--start km-noprint"><a class="kern-btn kern-btn--primary" href="tel:+4923070000">${icon('phone')}<span class="kern-label">${w.call} <span class="km-ltr">02307 00-0</span></span></a><a class="kern-btn kern-btn--secondary" href="#wo">${icon('pin')}<span class="kern-label">${w.way}</span></a></div>
<div class="km-sidebar km-sidebar--contact"><div class="km-stack"><section class="km-box km-stack km-stack--s" aria-labelledby="zeit"><h2 id="zeit" class="km-h3">${w.hours}</h2><table class="km-hours"><caption class="km-hide">${w.hours}</caption><tbody>${list(w.days, (day) => { const at = w.days.indexOf(day); return `<tr${at === 1 ? ' aria-current="date"' : at === 2 ? ' class="is-closed"' : ''}><th scope="row">${day}</th><td>${at === 2 ? w.closed : `<span class="km-ltr">${times[at]}</span>`}</td></tr>`; })}</tbody></table><p class="km-small">${w.holiday}</p></section>
<section class="km-box km-stack km-stack--s" aria-labelledby="wo"><h2 id="wo" class="km-h3">${w.address}</h2><address class="km-addr"><span lang="de" dir="ltr">Musterhaus<br>Präsidentenstraße 1<br>59192 Bergkamen</span></address><p class="km-small">${w.bus}</p><ul class="km-plain" role="list"><li><a href="geo:51.6163,7.6445">${icon('pin')}${w.openMap}</a></li><li><a href="mailto:info@example.org">${icon('mail')}${w.email}</a></li></ul></section><section class="km-box km-stack km-stack--s" aria-labelledby="spr"><h2 id="spr" class="km-h3">${w.weSpeak}</h2><ul class="km-tags" role="list"><li lang="de" dir="ltr">Deutsch</li><li lang="ar" dir="rtl">العربية</li><li lang="tr" dir="ltr">Türkçe</li><li lang="en" dir="ltr">English</li></ul></section><section class="km-box km-stack km-stack--s km-share" aria-labelledby="teilen"><h2 id="teilen" class="km-h3">${w.share}</h2><img class="km-qr" src="/${language}/angebote/migrationsberatung/qr.svg" width="148" height="148" alt="QR-Code" loading="lazy"><p class="km-small">${w.qr}</p><p class="km-noprint" data-share hidden></p></section></div>
<div class="km-stack km-stack--l"><section class="km-stack km-prose" aria-labelledby="was"><h2 id="was">${w.what}</h2>${list(w.whatText, (text) => `<p>${text}</p>`)}</section><section class="km-stack km-stack--s" aria-labelledby="mit"><h2 id="mit">${w.bring}</h2><ul>${list(w.bringList, (text) => `<li>${text}</li>`)}</ul></section><section class="km-stack km-stack--s" aria-labelledby="gut"><h2 id="gut">${w.know}</h2><dl class="km-facts">${list(w.facts, ([name, text]) => `<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl></section><section class="km-provenance km-stack km-stack--s" aria-labelledby="stand"><h2 id="stand" class="km-h3">${w.source[0][0]}</h2><p><span class="km-mark km-mark--warn">${w.check}</span> ${w.source[0][1]}</p><p>${w.source[1][0]}: ${w.source[1][1]}</p><p class="km-noprint">${w.wrong} <a href="/${language}/barriere-melden">${w.report}</a></p></section></div></div></div>` };
  },

  'orte/bergkamen': (language) => {
    const w = WORDS[language];
    return { title: 'Bergkamen', section: 2, crumbs: [[w.nav[2], '']], body: `<div class="km-wrap km-main km-stack km-stack--xl"><div class="km-split"><div class="km-stack"><h1>${german(language, 'Bergkamen')}</h1><p class="km-lead">${w.placeLead}</p><div class="km-actions km-actions--start"><a class="kern-btn kern-btn--primary" href="/${language}/angebote?gemeinde=bergkamen"><span class="kern-label">${w.allOffersHere}</span></a></div><div class="km-noprint km-stack km-stack--s" data-offline="/${language}/orte/bergkamen/offline.json" data-pages="3" data-languages="2" data-source="de" hidden></div></div>${map(language, 'bergkamen', true)}</div><section class="km-stack" aria-labelledby="schritte"><h2 id="schritte">${w.firstSteps}</h2><ol class="km-steps km-steps--grid" role="list">${list(w.steps, (step) => `<li><h3>${step}</h3><p>${w.stepTexts[w.steps.indexOf(step)]}</p></li>`)}</ol></section><section class="km-stack" aria-labelledby="stellen"><h2 id="stellen">${w.offices}</h2>${cards(language, true)}</section><section class="km-stack" aria-labelledby="andere"><h2 id="andere">${w.others}</h2>${places(language, 'bergkamen')}</section></div>` };
  },

  suche: (language, query) => {
    const w = WORDS[language];
    return { title: `${w.searchTitle}: ${query}`, body: `<div class="km-wrap km-main km-stack km-stack--l"><h1 class="km-h2">${w.searchTitle}</h1>${searchBox(language, 'deutschkrus')}<div class="km-note"><p>${w.resultsFor} <strong>${german(language, 'deutschkurs')}</strong>. <a href="?q=deutschkrus&amp;genau=1">${w.exactly}</a></p></div><div class="km-sidebar km-sidebar--start"><nav class="km-stack km-stack--s" aria-label="${w.narrow}"><h2 class="km-h3">${w.narrow}</h2><ul class="km-facets" role="list"><li><a href="?q=x" aria-current="true">${w.all} <span>12</span></a></li>${list(w.kinds.slice(0, 2), (kind) => `<li><a href="?q=x">${kind} <span>4</span></a></li>`)}</ul></nav><section class="km-stack" aria-labelledby="erg"><h2 id="erg" class="km-h3">${w.results}</h2>${cards(language).replace(/<p>(\S+)/, '<p><mark>$1</mark>')}<div class="km-empty km-stack km-stack--s"><p><strong>${w.noHits}</strong> ${w.noHitsText}</p><ul>${list(w.noHitsList, (text) => `<li>${text}</li>`)}</ul></div></section></div></div>` };
  },

  'barriere-melden/fehler': (language) => {
    const w = WORDS[language];
    return { title: `${w.error}: ${w.feedback}`, body: `<div class="km-wrap km-main km-stack km-stack--l"><h1>${w.feedback}</h1><form class="km-form km-stack" method="post" action="/${language}/barriere-melden" novalidate><div class="km-errors km-stack km-stack--s" role="group" aria-labelledby="fehler" tabindex="-1" autofocus><h2 class="km-h3" id="fehler">${w.errorTitle}</h2><p>${w.errorText}</p><ul><li><a href="#thema0">${w.topic} ${w.topicError}</a></li><li><a href="#mail">${w.mailError}</a></li></ul></div><fieldset class="km-fieldset km-field--error" aria-describedby="thema-f"><legend>${w.topic}</legend><p class="km-error" id="thema-f">${w.topicError}</p>${list(w.topics, (topic) => { const at = w.topics.indexOf(topic); return `<div class="km-check"><input type="radio" id="thema${at}" name="thema" value="${at}"><label for="thema${at}">${topic}</label></div>`; })}</fieldset><div class="kern-form-input"><label class="kern-label" for="text">${w.message}</label><p class="km-hint" id="text-h">${w.messageHint}</p><textarea class="kern-form-input__input" id="text" name="text" rows="6" aria-describedby="text-h"></textarea></div><div class="kern-form-input km-field--error"><label class="kern-label" for="mail">${w.mail} <span class="km-opt">${w.optional}</span></label><p class="km-hint" id="mail-h">${w.mailHint}</p><p class="km-error" id="mail-f">${w.mailError}</p><input class="kern-form-input__input kern-form-input__input--error" id="mail" name="mail" type="email" dir="ltr" autocomplete="email" value="name.example.org" aria-invalid="true" aria-describedby="mail-h mail-f"></div><div class="km-actions"><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">${w.send}</span></button></div></form></div>` };
  },
};

// The same form before anything went wrong.
pages['barriere-melden'] = (language) => {
  const faulty = pages['barriere-melden/fehler'](language);
  const body = faulty.body.replace(/<div class="km-errors.*?<\/ul><\/div>/s, '').replace(/<p class="km-error".*?<\/p>/g, '').replaceAll(' km-field--error', '').replaceAll(' kern-form-input__input--error', '')
    .replace(' aria-invalid="true"', '').replace(' mail-f"', '"').replace(' aria-describedby="thema-f"', '').replace('name.example.org', '');
  return { title: WORDS[language].feedback, body };
};

const prose = (title, texts) => ({ title, body: `<div class="km-wrap km-main"><div class="km-prose"><h1>${title}</h1>${list(texts, (text) => `<p>${text}</p>`)}</div></div>` });
pages['info/deutschkurs'] = (language) => prose(WORDS[language].infoTitle, WORDS[language].infoText);
pages['info/erste-schritte'] = (language) => prose(WORDS[language].nav[0], WORDS[language].stepTexts);
pages.impressum = (language) => prose(WORDS[language].imprint, [WORDS[language].legalText]);
pages.datenschutz = (language) => prose(WORDS[language].privacy, [WORDS[language].legalText]);
pages.barrierefreiheit = (language) => prose(WORDS[language].accessibility, [WORDS[language].legalText]);

function missing(language) {
  const w = WORDS[language];
  return { title: w.missing, body: `<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-prose"><h1>${w.missing}</h1><p class="km-lead">${w.missingText}</p></div>${searchBox(language)}<section class="km-stack" aria-labelledby="oft"><h2 id="oft" class="km-h3">${w.often}</h2>${tiles(language, w.tiles.slice(0, 3))}</section></div>` };
}

/** The page at a path like "/de/angebote", or the "not found" page of its language. */
export function samplePage(pathname, asset, query = '') {
  const [, tag, ...rest] = pathname.split('/');
  const language = WORDS[tag] === undefined ? 'de' : tag;
  const path = rest.join('/');
  const page = pages[path];
  const parts = (page ?? missing)(language, query.replace(/[^\p{L}\p{N} ]/gu, ''));
  return { status: page === undefined ? 404 : 200, html: frame(language, { path, asset, ...parts }) };
}

/** What the offline list of a municipality names: the language of the page first, then the other that the samples speak. */
export const offlinePages = (language) => ({
  languages: [language, ...Object.keys(WORDS).filter((other) => other !== language)].map((one) => ({ language: one, pages: ['orte/bergkamen', 'angebote', 'angebote/migrationsberatung'].map((path) => `/${one}/${path}`) })),
});
