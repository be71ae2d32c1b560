// A page that waits for more looks again by itself. Without this, there is a link that does.
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function lookAgain() {
  for (;;) {
    const waiting = document.querySelector('[data-again]');
    if (!waiting) return;
    await pause(1500);
    const response = await fetch(waiting.dataset.again, { redirect: 'error' }).catch(() => undefined);
    // Whatever is wrong is said by the page itself.
    if (!response?.ok) return location.reload();
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.querySelector('[data-again]');
    if (fresh && fresh.innerHTML !== waiting.innerHTML) waiting.innerHTML = fresh.innerHTML;
    if (!fresh) return location.assign(waiting.dataset.again);
  }
}

lookAgain();
// What a browser kept of a page knows nothing of what was done since.
addEventListener('pageshow', (event) => event.persisted && location.reload());
