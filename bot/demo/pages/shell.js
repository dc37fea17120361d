// The frame: who I am, where I am, what time it is. Conversations live in an iframe.
const $ = (id) => document.getElementById(id);
const POLL = 2000;
const SIGNS = { text: "#", forum: "≡", post: "–", thread: "–", voice: "♪", direct: "@" };

let state = null;
let shown = "";           // what the main area shows: "person/place"
let skipping = false;
let skew = 0;             // simulated minus local seconds
let asking = 0;

// ---------------------------------------------------------------- small helpers
function el(tag, attributes = {}, ...children) {
  const node = Object.assign(document.createElement(tag), attributes);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}
async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, { cache: "no-store", ...options });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}
function toast(text) {
  const box = $("toast");
  box.textContent = text;
  box.classList.add("shown");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => box.classList.remove("shown"), 7000);
}
const me = () => state.people.find((one) => one.key === state.me);
function time(unix, options) {
  return new Intl.DateTimeFormat(me().locale, { timeZone: me().zone, ...options }).format(new Date(unix * 1000));
}
const DAY = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
const label = (place) => (place.kind === "direct" ? "Messages from Commonroom" : place.name);
const brief = (place) => (place.kind === "direct" ? "Commonroom" : place.name);

// ---------------------------------------------------------------- where am I
function route() {
  const [who, ...rest] = decodeURIComponent(location.hash.replace(/^#\/?/, "")).split("/");
  return { who: who || sessionStorage.getItem("me") || "alice", where: rest.join("/") };
}
const link = (where, who = state.me) => `#/${who}${where ? `/${encodeURIComponent(where)}` : ""}`;
function slug(place) {
  if (place.kind === "direct") return "messages";
  const same = state.places.filter((other) => other.name === place.name);
  return same.length === 1 && !place.name.includes("/") ? place.name : place.id;
}
function find(where) {
  return state.places.find((place) => place.id === where || slug(place) === where);
}

// ---------------------------------------------------------------- news
const seenKey = (place) => `seen:${state.me}:${place.id}`;
function isNew(place) {
  if (!place.last || place.mine || ["forum", "voice"].includes(place.kind)) return false;
  const seen = sessionStorage.getItem(seenKey(place));
  if (seen === null) return sessionStorage.getItem(`met:${state.me}`) !== null;
  return BigInt(seen) < BigInt(place.last);
}
function noteSeen(place) {
  if (place?.last) sessionStorage.setItem(seenKey(place), place.last);
  if (place?.kind === "direct" && me().mail) sessionStorage.setItem(`mail:${state.me}`, me().mail);
}
function hasMail(person) {
  const seen = sessionStorage.getItem(`mail:${person.key}`);
  return Boolean(person.mail) && seen !== null && BigInt(seen) < BigInt(person.mail);
}
function meetEverything() {
  for (const one of state.people) {
    if (sessionStorage.getItem(`mail:${one.key}`) === null) sessionStorage.setItem(`mail:${one.key}`, one.mail || "0");
  }
  if (sessionStorage.getItem(`met:${state.me}`) !== null) return;
  state.places.forEach(noteSeen);
  sessionStorage.setItem(`met:${state.me}`, "yes");
}

// ---------------------------------------------------------------- drawing
function drawPeople() {
  const select = $("me");
  if (select.options.length !== state.people.length) {
    select.replaceChildren(...state.people.map((one) => el("option", { value: one.key, textContent: one.name })));
  }
  state.people.forEach((one, index) => { select.options[index].textContent = hasMail(one) ? `${one.name} – new message` : one.name; });
  select.value = state.me;
  $("community").textContent = state.community;
  $("my-place").textContent = `You are in ${me().city}:`;
  for (const id of ["my-face", "bar-face"]) $(id).src = `/demo/portraits/${state.me}.png`;
  $("bar-face").alt = me().name;
  $("people").replaceChildren(...state.people.map((one) => {
    const card = el("a", { href: link("", one.key) },
      el("img", { className: "face", src: `/demo/portraits/${one.key}.png`, alt: "", width: 44, height: 44 }),
      el("span", {}, el("strong", { textContent: one.name }),
        el("small", { textContent: `${one.role}, ${one.city}` }),
        el("small", { textContent: `${localTime(one)} there now` }),
        hasMail(one) ? el("small", { className: "mail", textContent: "New message" }) : null));
    if (hasMail(one)) card.href = link("messages", one.key);
    if (one.key === state.me) card.setAttribute("aria-current", "true");
    return el("li", {}, card);
  }));
}
function localTime(person) {
  return new Intl.DateTimeFormat(person.locale, { timeZone: person.zone, weekday: "short", hour: "numeric", minute: "2-digit" }).format(new Date((Date.now() / 1000 + skew) * 1000));
}
function navLink(place, under) {
  const fresh = isNew(place);
  const a = el("a", { href: link(slug(place)), className: `${under ? "under" : ""}${fresh ? " new" : ""}`, title: place.topic || label(place) },
    el("span", { className: "sign", textContent: SIGNS[place.kind], ariaHidden: "true" }),
    el("span", { className: "name", textContent: brief(place) }),
    fresh ? el("span", { className: "dot" }, el("span", { className: "hidden-text", textContent: "new" })) : null);
  if (find(route().where) === place) a.setAttribute("aria-current", "page");
  return a;
}
function drawNav() {
  const nodes = [el("a", { href: link(""), className: "start" }, el("span", { className: "sign", textContent: "⌂", ariaHidden: "true" }), el("span", { className: "name", textContent: "Start here" }))];
  if (!route().where) nodes[0].setAttribute("aria-current", "page");
  const direct = state.places.filter((place) => place.kind === "direct");
  const tops = state.places.filter((place) => !["post", "thread", "direct"].includes(place.kind));
  nodes.push(el("h2", { textContent: "Your messages" }), ...direct.map((place) => navLink(place, false)));
  let section;
  for (const place of tops) {
    if (place.section !== section) {
      section = place.section;
      nodes.push(el("h2", { textContent: section || "Channels" }));
    }
    nodes.push(navLink(place, false));
    const under = state.places.filter((child) => child.parent === place.id && ["post", "thread"].includes(child.kind) && !child.archived);
    under.sort((a, b) => b.at - a.at);
    nodes.push(...under.slice(0, 6).map((child) => navLink(child, true)));
  }
  const nav = $("nav");
  const text = nodes.map((node) => node.outerHTML).join("");
  if (nav.dataset.text !== text) {
    nav.dataset.text = text;
    const at = nav.scrollTop;
    const focused = nav.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    nav.replaceChildren(...nodes);
    nav.scrollTop = at;
    if (focused) nav.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }
  $("menu-dot").hidden = !state.places.some(isNew);
}
function drawClock() {
  if (!state) return;
  const now = Date.now() / 1000 + skew;
  const text = time(now, { ...DAY, hour: "numeric" });
  $("clock").textContent = text;
  $("clock-zone").textContent = `in ${me().city}`;
  $("start-clock").textContent = `${text}, in ${me().city}`;
}
function drawStart() {
  $("tries").replaceChildren(...state.tries.map((one) => el("li", {},
    el("p", { innerHTML: one.html }),
    el("a", { className: "go", href: link(one.where, one.who), textContent: one.button }))));
  $("places-for").textContent = `as ${me().short} sees them`;
  const inside = (place) => ["post", "thread"].includes(place.kind);
  const open = state.places.filter((place) => place.kind !== "voice" && !(inside(place) && place.archived)).sort((a, b) => inside(a) - inside(b));
  $("places").replaceChildren(...open.map((place) => el("li", {}, el("a", { href: link(slug(place)) },
    el("span", { textContent: SIGNS[place.kind], ariaHidden: "true" }),
    el("span", {}, el("strong", { textContent: label(place) }), el("small", { textContent: place.topic || count(place) }))))));
  $("events").replaceChildren(...(state.events.length ? [el("p", { className: "hint", textContent: "Events on the server's calendar:" }),
    el("ul", {}, ...state.events.map((event) => el("li", { textContent: `${time(event.at, DAY)} – ${event.name}` })))] : []));
  $("failures").hidden = !state.failures.length;
  $("failures").querySelector("ul").replaceChildren(...state.failures.slice(-6).map((line) => el("li", { textContent: line })));
}
function count(place) {
  if (place.kind === "forum") return `${state.places.filter((one) => one.parent === place.id).length} posts`;
  return place.messages === 1 ? "1 message" : `${place.messages} messages`;
}
function drawForum(place) {
  $("forum-name").textContent = place.name;
  const posts = state.places.filter((one) => one.parent === place.id).sort((a, b) => b.at - a.at);
  $("forum-topic").textContent = posts.length ? place.topic : "No posts yet.";
  $("posts").replaceChildren(...posts.map((post) => el("li", {}, el("a", { href: link(slug(post)) },
    el("strong", { textContent: post.name }),
    el("small", { textContent: `${count(post)} · last ${time(post.at, DAY)}` }),
    post.tags.length ? el("div", {}, ...post.tags.map((tag) => el("span", { className: "tag", textContent: tag }))) : null))));
}

// ---------------------------------------------------------------- the main area
function show(id) { for (const one of ["start", "forum", "notice", "talk"]) $(one).hidden = one !== id; }
function notice(text) { $("notice").firstElementChild.textContent = text; show("notice"); }
async function drawMain() {
  const { where } = route();
  const place = where ? find(where) : null;
  $("bar-title").textContent = place ? (place.kind === "text" ? `# ${place.name}` : label(place)) : state.community;
  document.title = place ? `${label(place)} – Commonroom demo` : "Commonroom demo";
  if (!where) { shown = ""; show("start"); drawStart(); return; }
  if (!place) { shown = ""; notice(`${me().short} has no place called “${where}”. It may be for members only, or gone.`); return; }
  if (place.kind === "voice") { shown = ""; notice(`${place.name} is a voice channel. There is no sound in the demo.`); return; }
  if (place.kind === "forum") { shown = ""; show("forum"); drawForum(place); return; }
  noteSeen(place);
  const key = `${state.me}/${place.id}`;
  if (shown === key) return;
  shown = key;
  const ticket = ++asking;
  try {
    const { page } = await ask("/demo/open", { as: state.me, channel: place.id });
    if (ticket !== asking) return;
    $("talk").replaceChildren(el("iframe", { src: page, title: `${label(place)}, as ${me().name}`, name: "talk" }));
    show("talk");
  } catch (error) { if (ticket === asking) { shown = ""; notice(error.message); } }
}
async function draw() {
  meetEverything();
  drawPeople();
  await drawMain();
  drawNav();
  drawClock();
}

// ---------------------------------------------------------------- coming and going
let last = "";
async function refresh() {
  const { who } = route();
  try {
    const fresh = await ask(`/demo/state?as=${encodeURIComponent(who)}`);
    if (route().who !== who) return refresh();
    skew = fresh.now - Date.now() / 1000;
    const text = JSON.stringify({ ...fresh, now: 0 });
    const changed = text !== last;
    last = text;
    state = fresh;
    // What was read in an earlier run of the demo says nothing about this one.
    if (sessionStorage.getItem("run") !== state.run) sessionStorage.clear();
    sessionStorage.setItem("run", state.run);
    sessionStorage.setItem("me", who);
    if (changed || !document.hasFocus()) await draw(); else drawClock();
    document.body.classList.remove("lost");
  } catch (error) {
    if (state) toast("The demo has stopped answering. Is it still running?");
    else document.body.textContent = error.message;
  }
}
function closeMenu() {
  $("side").classList.remove("open");
  $("scrim").hidden = true;
  $("menu").setAttribute("aria-expanded", "false");
}
window.addEventListener("hashchange", () => { closeMenu(); last = ""; refresh(); });
$("me").addEventListener("change", () => { location.hash = link(find(route().where)?.kind === "direct" ? "messages" : route().where, $("me").value); });
$("menu").addEventListener("click", () => {
  const open = $("side").classList.toggle("open");
  $("scrim").hidden = !open;
  $("menu").setAttribute("aria-expanded", String(open));
});
$("scrim").addEventListener("click", closeMenu);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeMenu(); });
for (const button of document.querySelectorAll("[data-skip]")) {
  button.addEventListener("click", async () => {
    if (skipping) return;
    skipping = true;
    const buttons = document.querySelectorAll("[data-skip]");
    buttons.forEach((one) => { one.disabled = true; });
    toast(button.dataset.skip === "86400" ? "A day is passing…" : "An hour is passing…");
    const before = new Set(state.places.filter(isNew).map((place) => place.id));
    const mailed = new Set(state.people.filter(hasMail).map((one) => one.key));
    try {
      await ask("/demo/skip", { seconds: Number(button.dataset.skip) });
      last = "";
      await refresh();
      const fresh = state.places.filter((place) => isNew(place) && !before.has(place.id));
      const others = state.people.filter((one) => hasMail(one) && !mailed.has(one.key) && one.key !== state.me);
      const news = [];
      if (fresh.length) news.push(`New for you: ${fresh.map((place) => (place.kind === "text" ? `#${place.name}` : label(place))).join(", ")}.`);
      if (others.length) news.push(`Messages came for ${others.map((one) => one.short).join(", ")}.`);
      toast(news.join(" ") || "Nothing new came in that time.");
    } catch (error) { toast(error.message); }
    skipping = false;
    buttons.forEach((one) => { one.disabled = false; });
  });
}
// A link inside a conversation that leads to another place of this server.
window.addEventListener("message", (event) => {
  if (event.origin !== location.origin) return;
  if (event.data?.kind === "trouble") toast(event.data.text);
  if (event.data?.kind === "lost") { shown = ""; last = ""; refresh(); }
  if (event.data?.kind !== "go") return;
  const { channel, name } = event.data;
  const place = state.places.filter((one) => (channel ? one.id === channel : one.name === name)).sort((a, b) => b.at - a.at)[0];
  if (place) location.hash = link(slug(place));
  else toast(`${me().short} cannot open that channel.`);
});
setInterval(drawClock, 1000);
setInterval(() => { if (!document.hidden && !skipping) refresh(); }, POLL);
refresh();
