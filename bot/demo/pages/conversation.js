// Small mends to the simulator's page: it knows neither other channels nor a lost session.
const status = document.getElementById("action-status");
const tell = (message) => parent.postMessage(message, location.origin);

function channelOf(href) {
  const parts = new URL(href, location.origin).pathname.split("/");
  return parts[1] === "channels" ? parts[3] : null;
}
document.addEventListener("click", (event) => {
  const a = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const channel = a ? channelOf(a.href) : null;
  if (!channel) return;
  event.preventDefault();
  tell({ kind: "go", channel });
}, true);

let said = "";
new MutationObserver(() => {
  const text = status.textContent;
  if (text === said) return;
  said = text;
  // After ten idle minutes, or a restart of the demo, the page is forgotten: take a new one.
  if (/session is unavailable/i.test(text)) location.reload();
  else if (/not completed/i.test(text)) tell({ kind: "trouble", text: "That did not go through. Check what you typed, or try once more." });
  else if (/uncertain/i.test(text)) {
    tell({ kind: "trouble", text: "Discord would say: This interaction failed. The start page shows why." });
    // Discord empties the box after a command, whatever became of it; the simulator keeps it.
    document.querySelector(".command-context-close")?.click();
  }
}).observe(status, { childList: true, characterData: true, subtree: true });
