'use strict';
(() => {
  const $ = id => document.getElementById(id);
  const told = JSON.parse($('told').textContent);
  const slides = [...document.querySelectorAll('.slide')];
  const figures = new Map([...document.querySelectorAll('.figure')].map(e => [slides[e.dataset.slide - 1], e]));
  const isSpeaker = location.hash === '#speaker';
  const NAME = 'atlas-speaker';
  const CONFIG = {displayModeBar: false, responsive: false, doubleClick: 'reset', locale: document.documentElement.lang};
  // Letters of a plot are at most half as large again as on a page where a slide has 1600 x 900 pixels.
  const ZOOM = 1.5, WIDTH = 1333, HEIGHT = 900;
  const FITS = [1, .94, .88, .82, .76, .7, .64, .58, .52];
  const HEAD = {title: .6, text: .34, table: .34, chart: .36};  // of the height, at most, for the words at the top
  const isServed = location.protocol.startsWith('http');  // a saved file is in one language
  const kept = new Map();  // slide -> the size it was laid out for
  let at = 0, speaker = null, since = begun(), sleep = 0;

  // The talk goes on when its language changes, which loads the page again.
  function begun(again) {
    try {
      const known = again ? 0 : Number(sessionStorage.getItem(NAME));
      const start = isSpeaker && known ? known : Date.now();
      if (isSpeaker) sessionStorage.setItem(NAME, start);
      return start;
    } catch { return Date.now(); }
  }

  // ---------------------------------------------------------------- layout

  function fits(slide) {
    const head = slide.querySelector('header'), body = slide.querySelector('.body');
    const kind = Object.keys(HEAD).find(name => slide.classList.contains(name));
    if (slide.classList.contains('tall')) return head.scrollHeight <= head.clientHeight + 1;
    if (head.offsetHeight > HEAD[kind] * slide.clientHeight) return false;
    return kind === 'chart' || body.scrollHeight <= body.clientHeight + 1 && body.scrollWidth <= body.clientWidth + 1;
  }

  function draw(slide) {
    const plot = slide.querySelector('.plot');
    if (!plot) return;
    const width = plot.clientWidth, height = plot.clientHeight;
    const zoom = ZOOM * Math.min(slide.clientWidth / WIDTH, slide.clientHeight / HEIGHT);
    const scale = Math.min(zoom, height / plot.dataset.high, width / plot.dataset.wide);
    const size = {width: width / scale, height: height / scale, autosize: false};
    const drawing = plot.firstElementChild;
    drawing.style.transform = `scale(${scale})`;
    if (drawing.data) { Plotly.relayout(drawing, size); return; }
    const figure = JSON.parse(figures.get(slide).textContent);
    Plotly.newPlot(drawing, figure.data, {...figure.layout, ...size}, CONFIG);
  }

  function prepare(index) {
    const slide = slides[index];
    const size = slide && `${slide.clientWidth}x${slide.clientHeight}`;
    if (!slide || kept.get(slide) === size) return;
    for (const step of FITS) {
      slide.style.setProperty('--fit', step);
      if (fits(slide)) break;
    }
    draw(slide);
    kept.set(slide, size);
  }

  function ahead() {
    clearTimeout(ahead.timer);
    ahead.timer = setTimeout(() => { prepare(at + 1); prepare(at - 1); }, 30);
  }

  // ---------------------------------------------------------------- what is shown

  function show(index, quietly) {
    at = Math.max(0, Math.min(slides.length - 1, index));
    prepare(at);
    slides.forEach((slide, i) => {
      const on = i === at || isSpeaker && i === at + 1;
      slide.classList.toggle('on', on);
      slide.toggleAttribute('inert', !on);
    });
    $('said').textContent = told.words.counter.replace('{n}', at + 1).replace('{all}', slides.length)
      + '. ' + told.slides[at].title;
    if (isSpeaker) { desk(); } else { history.replaceState(null, '', `#${at + 1}`); }
    if (!quietly) tell();
    ahead();
  }

  function blank(dark) {
    $('black').hidden = !dark;
    $('dark').hidden = !dark;
  }

  const actions = {
    on: () => show(at + 1),
    back: () => show(at - 1),
    first: () => show(0),
    last: () => show(slides.length - 1),
    blank: () => { blank($('black').hidden); tell(); },
    full: () => { document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(); },
    language: () => {
      if (!isServed) return;
      const next = told.languages[(told.languages.indexOf(document.documentElement.lang) + 1) % told.languages.length];
      tell({atlas: 'language', language: next});
      speakIn(next);
    },
    speak: () => {
      speaker = open(location.href.split('#')[0] + '#speaker', NAME);
      if (!speaker) alert(told.words.blocked);
    },
  };
  function speakIn(language) {
    const address = new URL(location.href);
    address.searchParams.set('lang', language);
    location.replace(address);  // the slide is the address's hash
  }
  const KEYS = {
    ArrowRight: 'on', ArrowDown: 'on', PageDown: 'on', ' ': 'on', Enter: 'on', n: 'on',
    ArrowLeft: 'back', ArrowUp: 'back', PageUp: 'back', Backspace: 'back', p: 'back',
    Home: 'first', End: 'last', b: 'blank', '.': 'blank', f: 'full', s: 'speak', l: 'language',
  };

  // Before anything on a slide hears of a key: keys belong to the deck, also when a chart was clicked.
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if ((event.key === ' ' || event.key === 'Enter') && event.target.closest?.('button')) return;
    let action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (event.key === ' ' && event.shiftKey) action = 'back';
    if (!action || isSpeaker && ['speak', 'full', 'language'].includes(action)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!$('black').hidden && action !== 'blank') blank(false);
    actions[action]();
  }, true);

  $('controls').addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    actions[button.dataset.do]();
    if (event.detail) button.blur();  // a click of the mouse: the space bar is the deck's again
  });
  $('black').addEventListener('click', actions.blank);

  let touched = null;
  addEventListener('touchstart', event => { touched = event.touches.length === 1 ? event.touches[0] : null; });
  addEventListener('touchend', event => {
    if (!touched || isSpeaker) return;
    const x = event.changedTouches[0].clientX - touched.clientX, y = event.changedTouches[0].clientY - touched.clientY;
    if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) show(at + (x < 0 ? 1 : -1));
  });

  function wake() {
    document.body.classList.add('awake');
    clearTimeout(sleep);
    sleep = setTimeout(() => document.body.classList.remove('awake'), 3500);
  }
  for (const kind of ['mousemove', 'touchstart']) addEventListener(kind, wake);

  // ---------------------------------------------------------------- the two tabs, which speak to each other alone

  function tell(message = {atlas: 'at', at, dark: !$('black').hidden}) {
    const other = isSpeaker ? opener : speaker;
    if (other && !other.closed) other.postMessage(message, '*');  // a file has no origin to name; nothing here is secret
  }

  addEventListener('message', event => {
    const said = event.data;
    if (event.origin !== origin || !event.source || !said || typeof said !== 'object') return;
    if (isSpeaker ? event.source !== opener : said.atlas !== 'hello' && event.source !== speaker) return;
    if (said.atlas === 'hello' && !isSpeaker) {
      speaker = event.source;  // also after one of the two was loaded again
      tell();
    } else if (said.atlas === 'language' && isSpeaker && told.languages.includes(said.language)) {
      speakIn(said.language);
    } else if (said.atlas === 'at' && Number.isInteger(said.at)) {
      blank(Boolean(said.dark));
      if (said.at !== at) show(said.at, true);
    }
  });

  // ---------------------------------------------------------------- the speaker's tab

  function put(slide, box) {
    const room = box.getBoundingClientRect();
    slide.style.left = `${room.left}px`;
    slide.style.top = `${room.top}px`;
    slide.style.transform = `scale(${room.width / 1280})`;
  }

  function desk() {
    prepare(at + 1);
    put(slides[at], $('here'));
    if (slides[at + 1]) put(slides[at + 1], $('there'));
    $('at').textContent = `${at + 1} / ${slides.length}`;
    $('note').textContent = told.slides[at].note;
    $('more').textContent = told.slides[at].more;
    document.querySelector('#desk .notes').scrollTop = 0;
  }

  function tick() {
    const two = value => String(Math.floor(value)).padStart(2, '0');
    const now = new Date(), seconds = (Date.now() - since) / 1000;
    $('clock').textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
    const hours = seconds >= 3600 ? `${Math.floor(seconds / 3600)}:` : '';
    $('elapsed').textContent = `${hours}${two(seconds / 60 % 60)}:${two(seconds % 60)}`;
  }

  // ---------------------------------------------------------------- paper

  function paper() {
    document.body.classList.add('print');
    slides.forEach((_, index) => prepare(index));
  }
  addEventListener('beforeprint', paper);
  addEventListener('afterprint', () => { document.body.classList.remove('print'); show(at, true); });

  let resized = 0;
  addEventListener('resize', () => {
    clearTimeout(resized);
    resized = setTimeout(() => { if (!document.body.classList.contains('print')) show(at, true); }, 60);
  });

  if (isSpeaker) {
    document.body.classList.add('speaker', 'awake');
    $('desk').hidden = false;
    document.title = `${document.querySelector('#desk .notes h2').textContent} · ${document.title}`;
    $('again').addEventListener('click', event => { since = begun(true); tick(); event.currentTarget.blur(); });
    show(0, true);
    tick();
    setInterval(tick, 500);
    const hello = () => tell({atlas: 'hello'});
    hello();
    setInterval(hello, 1000);
  } else {
    if (!isServed) document.querySelector('[data-do=language]').hidden = true;
    show((parseInt(location.hash.slice(1), 10) || 1) - 1, true);
    wake();
  }
})();
