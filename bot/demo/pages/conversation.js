// Small mends to the simulator's page: it knows neither other channels nor a lost session.
const status = document.getElementById("action-status");
const tell = (message) => parent.postMessage(message, location.origin);

function channelOf(href) {
  const parts = new URL(href, location.origin).pathname.split("/");
  return parts[1] === "channels" ? parts[3] : null;
}
function startCommand(text) {
  const box = document.getElementById("channel-composer-input");
  document.querySelector(".command-context-close")?.click();
  box.focus();
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const a = target?.closest("a[href]");
  const channel = a ? channelOf(a.href) : null;
  const mention = target?.closest(".mention, .command-mention");
  if (channel) tell({ kind: "go", channel });
  else if (mention?.classList.contains("command-mention")) startCommand(mention.textContent);
  else if (mention?.textContent.startsWith("#")) tell({ kind: "go", name: mention.textContent.slice(1) });
  else return;
  event.preventDefault();
}, true);

let said = "";
new MutationObserver(() => {
  const text = status.textContent;
  if (text === said) return;
  said = text;
  // After ten idle minutes, or a restart of the demo, the page is forgotten: take a new one.
  if (/session is unavailable/i.test(text)) tell({ kind: "lost" });
  else if (/not completed/i.test(text)) tell({ kind: "trouble", text: "That did not go through. Check what you typed, or try once more." });
  else if (/uncertain/i.test(text)) {
    tell({ kind: "trouble", text: "Discord would say: This interaction failed. The start page shows why." });
    // Discord empties the box after a command, whatever became of it; the simulator keeps it.
    document.querySelector(".command-context-close")?.click();
  }
}).observe(status, { childList: true, characterData: true, subtree: true });

// Discord opens a channel at its newest message and stays there; the simulator starts at the oldest.
const timeline = document.getElementById("channel-timeline");
const list = document.getElementById("channel-message-list");
let following = true;
let newest = "";
const distance = () => timeline.scrollHeight - timeline.scrollTop - timeline.clientHeight;
function follow() {
  const messages = list.querySelectorAll("[data-message-id]");
  const last = messages[messages.length - 1];
  // An answer that only I see is to what I just did, wherever I was reading.
  if (last && last.dataset.messageId !== newest && /Only you can see this/.test(last.textContent)) following = true;
  newest = last ? last.dataset.messageId : "";
  if (following) timeline.scrollTop = timeline.scrollHeight;
}
timeline.addEventListener("wheel", () => { following = false; }, { passive: true });
timeline.addEventListener("touchmove", () => { following = false; }, { passive: true });

timeline.addEventListener("scroll", () => { if (distance() < 60) following = true; }, { passive: true });
document.getElementById("channel-composer").addEventListener("submit", () => { following = true; });
new MutationObserver(() => requestAnimationFrame(follow)).observe(list, { childList: true, subtree: true });
new ResizeObserver(follow).observe(list);
new ResizeObserver(follow).observe(timeline);

// Discord offers choices as soon as an option is entered; the simulator waits for the first letter.
document.addEventListener("focusin", (event) => {
  const field = event.target instanceof HTMLInputElement ? event.target : null;
  if (field?.matches(".command-option-input[role=combobox]") && !field.value) {
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
