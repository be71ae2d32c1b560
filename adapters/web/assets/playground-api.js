// The JSON interface, as described in docs/playground.md.

/** Calls a route: with a body it posts. Throws an error whose message can be shown. */
export async function call(route, body) {
  let response;
  try {
    response = await fetch(`/playground/api/${route}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new Error('Meetwire cannot be reached. What you typed is still there: try again in a moment.');
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? 'That did not work. Try again in a moment.');
  return answer;
}

/** Follows what is said. The browser connects again by itself; `ready` then tells to read what was missed. */
export function follow({ message, ready, lost }) {
  const source = new EventSource('/playground/api/events');
  source.addEventListener('message', (event) => message(JSON.parse(event.data)));
  source.addEventListener('ready', ready);
  source.addEventListener('error', lost);
  return source;
}
