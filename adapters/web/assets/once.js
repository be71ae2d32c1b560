// A form is sent once: of two quick presses, the second would come without the cookie that the first one gets.
const buttons = () => document.querySelectorAll('form button');

addEventListener('submit', () => {
  for (const button of buttons()) button.disabled = true;
});
addEventListener('pageshow', () => {
  for (const button of buttons()) button.disabled = false;
});
