// A form is sent once: the answer to the second of two quick presses would hide that of the first one.
const buttons = () => document.querySelectorAll('form button');

addEventListener('submit', () => {
  for (const button of buttons()) button.disabled = true;
});
addEventListener('pageshow', () => {
  for (const button of buttons()) button.disabled = false;
});
