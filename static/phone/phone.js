// What a phone's page does more with script: it keeps what is typed, sends without leaving, and follows the workshop.
(() => {
  "use strict";
  const REGIONS = ["state", "results", "own", "others"];
  const LEAST = 4000; // milliseconds between two looks for what others wrote
  let stream = null, waiting = null, lastLook = 0, taken = null;

  const main = () => document.querySelector("main");
  const area = () => document.querySelector("[data-draft]");

  const draft = () => {
    const unsent = document.querySelector("textarea[data-unsent]");
    try {
      const kept = unsent && unsent.dataset.unsent && localStorage.getItem(unsent.dataset.unsent);
      if (kept && !unsent.value) {
        unsent.value = kept;
        document.getElementById("unsent").hidden = false;
      }
    } catch { /* a browser that keeps nothing */ }
    const field = area();
    if (!field) return;
    const name = field.dataset.draft;
    const received = [...document.querySelectorAll("#own .typed")].map((said) => said.textContent.trim());
    try {
      const kept = localStorage.getItem(name);
      if (kept !== null && received.includes(kept.trim())) localStorage.removeItem(name);
      else if (kept && !field.value) field.value = kept;
      if (field.value) localStorage.setItem(name, field.value);
    } catch { /* a browser that keeps nothing */ }
  };
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.dataset || !field.dataset.draft) return;
    try {
      if (field.value) localStorage.setItem(field.dataset.draft, field.value);
      else localStorage.removeItem(field.dataset.draft);
    } catch { /* as above */ }
  });

  const told = (words) => {
    const place = document.getElementById("lost");
    if (!place) return;
    place.hidden = !words;
    place.textContent = words || "";
  };
  const fetched = async (address, more) => {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store", ...more });
    if (!(answer.headers.get("content-type") || "").startsWith("text/html")) throw new Error("no page");
    return [answer, new DOMParser().parseFromString(await answer.text(), "text/html")];
  };
  const replaced = (next) => {
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    document.querySelector("header").replaceWith(next.querySelector("header"));
    main().replaceWith(next.querySelector("main"));
    draft();
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post" || form.dataset.sending) {
      if (form.dataset.sending) event.preventDefault();
      return;
    }
    event.preventDefault();
    form.dataset.sending = "yes";
    try {
      const body = new URLSearchParams(new FormData(form, event.submitter));
      const [answer, next] = await fetched(form.action, { method: "POST", body });
      told("");
      replaced(next);
      if (answer.redirected) history.replaceState(null, "", answer.url);
      const mark = document.getElementById("note");
      const again = event.submitter && document.getElementById(event.submitter.id);
      if (mark) { mark.scrollIntoView({ block: "nearest" }); mark.focus({ preventScroll: true }); }
      else if (again) again.focus({ preventScroll: true });
      follow();
    } catch {
      delete form.dataset.sending;
      told(document.body.dataset.lost);
    }
  });

  const look = async () => {
    waiting = null;
    lastLook = Date.now();
    try {
      const [answer, next] = await fetched(location.href.split("#")[0], { headers: { "Atlas-Look": "1" } });
      const here = main(), there = next.querySelector("main");
      if (here.querySelector("form[data-sending]")) return;
      if (answer.status === 404) { replaced(next); stop(); return; }
      if (!answer.ok || !there.dataset.code) { soon(LEAST); return; }
      const focused = document.activeElement && document.activeElement.id;
      const names = [...REGIONS];
      if (here.dataset.state !== there.dataset.state) {
        names.push("ask");
        const note = document.getElementById("note");
        if (note) note.remove();
      }
      for (const name of names) {
        const old = document.getElementById(name), fresh = next.getElementById(name);
        if (old && fresh && old.innerHTML !== fresh.innerHTML) old.replaceWith(fresh);
      }
      here.dataset.state = there.dataset.state;
      here.dataset.version = there.dataset.version;
      draft();
      const back = focused && document.getElementById(focused);
      if (back && document.activeElement !== back) back.focus({ preventScroll: true });
    } catch { /* the next look comes by itself */ }
  };
  const soon = (milliseconds) => {
    clearTimeout(waiting);
    waiting = setTimeout(look, milliseconds);
  };

  const heard = (event) => {
    const now = JSON.parse(event.data), here = main();
    for (const number of now.hidden) {
      const text = document.querySelector(`#others #t${number}.typed`);
      if (text) text.closest("li").remove();
    }
    const fewer = taken !== null && now.taken !== taken; // what was taken away is not shown for long
    taken = now.taken;
    if (now.state !== here.dataset.state || fewer) soon(Math.random() * 400);
    else if (String(now.version) !== here.dataset.version && waiting === null) {
      soon(Math.max(0, lastLook + LEAST - Date.now()) + Math.random() * 1500);
    }
  };
  const stop = () => { if (stream) stream.close(); stream = null; clearTimeout(waiting); waiting = null; };
  const follow = () => {
    if (!main().dataset.code) { stop(); return; }
    if (stream || document.hidden) return;
    stream = new EventSource(`${main().dataset.code}/now`);
    stream.onmessage = heard;
    stream.onerror = () => {
      if (stream && stream.readyState === EventSource.CLOSED) {
        stream = null;
        setTimeout(() => { soon(0); follow(); }, 5000);
      }
    };
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stop();
    else if (main().dataset.code) { soon(0); follow(); }
  });

  // Counts down by the clock of the page's arrival, so that a phone whose clock is wrong is right here.
  let counted = null, end = 0;
  setInterval(() => {
    const left = document.getElementById("left");
    if (!left) return;
    if (left !== counted) { counted = left; end = performance.now() + 1000 * Number(left.dataset.left); }
    const seconds = Math.max(0, Math.round((end - performance.now()) / 1000));
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }, 500);

  draft();
  follow();
})();
