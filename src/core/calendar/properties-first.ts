/** A component with everything in it, as lines. */
interface Component {
  readonly begin: string;
  readonly properties: string[];
  readonly inner: string[];
}

/**
 * The same calendar with the properties of each component before the components in it (RFC 5545, 3.6: `icalbody = calprops component`, and
 * `eventc` with its alarms last), which ical-generator leaves as it comes: strict readers refuse it. Lines are folded with a space, so that
 * nothing but a component begins with `BEGIN:`.
 */
export function propertiesFirst(text: string): string {
  const open: Component[] = [{ begin: '', properties: [], inner: [] }];
  for (const line of text.split('\r\n')) {
    const around = open.at(-1);
    if (line.startsWith('BEGIN:')) open.push({ begin: line, properties: [], inner: [] });
    else if (line.startsWith('END:') && open.length > 1) {
      open.pop();
      if (around) open.at(-1)?.inner.push(around.begin, ...around.properties, ...around.inner, line);
    } else around?.properties.push(line);
  }
  return open
    .flatMap(({ begin, properties, inner }) => [begin, ...properties, ...inner])
    .slice(1)
    .join('\r\n');
}
