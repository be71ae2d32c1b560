// Goes on by itself once the code has been typed in the chat. Without this script, the button on the page does.
const everyMilliseconds = 1500;

async function look() {
  try {
    const response = await fetch(`${location.pathname}/state`, { headers: { accept: 'application/json' } });
    const { step } = await response.json();
    if (step !== 'code') {
      location.reload();
      return;
    }
  } catch {
    document.getElementById('waiting').textContent = 'There is no connection just now. Trying again.';
  }
  setTimeout(look, everyMilliseconds);
}

setTimeout(look, everyMilliseconds);
