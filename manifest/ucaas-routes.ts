import { listing } from '../src/ucaas/routes/fields.ts';
import { type Group, type Method, type Route, roles } from '../src/ucaas/routes/index.ts';
import { table } from './markdown.ts';
import { type RequestField, requestFields } from './request-fields.ts';

/** The pages that the table's sources name. */
const pages = [
  ['S0', 'https://www.enablex.io/developer/ucaas-api/'],
  ['S1', 'https://www.enablex.io/developer/ucaas-api/provisioning-access/'],
  ['S2', 'https://www.enablex.io/developer/ucaas-api/customers/'],
  ['S3', 'https://www.enablex.io/developer/ucaas-api/subscriptions/'],
  ['S4', 'https://www.enablex.io/developer/ucaas-api/users/'],
  ['S5', 'https://www.enablex.io/developer/ucaas-api/contacts/'],
  ['S6', 'https://www.enablex.io/developer/ucaas-api/meeting-management/'],
  ['S7', 'https://www.enablex.io/developer/ucaas-api/video-session-access/'],
  ['S8', 'https://www.enablex.io/developer/ucaas-api/reports/'],
  ['S9', 'https://www.enablex.io/developer/ucaas-api/data-pool/'],
  ['S10', 'https://developer.enablex.io/docs/references/apis/ucaas-api/content/api-routes/'],
  ['S11', 'https://developer.enablex.io/docs/references/apis/ucaas-api/content/authentication/'],
  ['S12', 'https://developer.enablex.io/docs/references/apis/ucaas-api/content/error-handling/'],
] as const;

const appTypeWords: Record<Route['appType'], string> = { required: 'required', optional: 'optional', none: '' };

/** `docs/ucaas-routes.md`: the whole route table, for people. */
export function ucaasRoutesDocument(routes: readonly Route[]): string {
  const groups = [...new Set(routes.map(({ group }) => group))];
  const sections = groups.map((group) =>
    groupSection(
      group,
      routes.filter((route) => route.group === group),
    ),
  );
  return `${[introduction(routes), pageSection(), listingSection(), ...sections].join('\n\n')}\n`;
}

function introduction(routes: readonly Route[]): string {
  const documented = routes.filter(({ standing }) => standing === 'documented').length;
  return `# Routes of the UCaaS API

The route table (\`src/ucaas/routes\`) as text, written by \`npm run manifest -- all\`: ${routes.length} routes, ${documented} of them documented. The
client's methods have the names in the first column; \`UCAAS_ROUTES\` names routes by them as well.

- **documented**: method and path were read on the page that is named as the source. What only follows from it stands there too.
- **inferred**: nobody outside has seen it. Confidence is high (**H**), medium (**M**: the verbs and names that the other groups
  have) or low (**L**: a guess that had to be made). Where the live service answers that it has no such path, the feature is hidden
  for ten minutes, and a person is told that the service does not offer what stands under "where it is missing".
- A spelling below the first one is tried where the service does not know the first one.
- **access**: an account is a token, or the credentials of a reseller's or customer's server. "API id only" is the header X-Api-Id
  and nothing else.
- **X-App-Type** is \`vc\` (video conference) or \`wb\` (webinar); an empty cell: it says nothing there.`;
}

function pageSection(): string {
  return `## Sources\n\n${table(['source', 'page'], pages)}`;
}

function listingSection(): string {
  const rows = requestFields(listing).map(({ name, type, preset }) => [code(name), type, preset ? code(preset) : '']);
  return `## Listings

Their fields go into the query. \`search_by\` and \`search_string\` only come together; \`order_by\` takes the names of \`search_by\`,
separated by commas. They are not repeated below.

${table(['field', 'type', 'where it is left out'], rows)}`;
}

function groupSection(group: Group, routes: readonly Route[]): string {
  const rows = routes.map((route) => [
    `\`${route.name}\``,
    spellings(route),
    route.summary,
    route.access === 'account' ? 'account' : 'API id only',
    route.roles.length === roles.length ? 'all' : route.roles.join(', '),
    appTypeWords[route.appType],
    route.standing === 'inferred' ? `inferred, ${route.grade}` : 'documented',
    route.standing === 'inferred' ? route.feature : '',
    route.source,
  ]);
  const fields = fieldRows(routes);
  const searches = routes.flatMap(({ name, searchBy = [] }) =>
    searchBy.length === 0 ? [] : [`\`${name}\` takes as \`search_by\`: ${searchBy.map(code).join(', ')}.`],
  );
  return [
    `## ${group.charAt(0).toUpperCase()}${group.slice(1)}`,
    table(
      ['name', 'route', 'what it does', 'access', 'roles', 'X-App-Type', 'standing', 'where it is missing', 'source'],
      rows,
    ),
    ...(fields.length === 0
      ? ['No request has fields of its own.']
      : [table(['field', 'type', 'in the request of'], fields)]),
    ...(searches.length === 0 ? [] : [searches.join('\n\n')]),
  ].join('\n\n');
}

function spellings({ method, path, alternatives = [] }: Route): string {
  const line = (spelled: { method: Method; path: string }) => `\`${spelled.method} ${spelled.path}\``;
  return [{ method, path }, ...alternatives.map((other) => ({ method, path, ...other }))].map(line).join('<br>');
}

/** One row for each field of each type, with all requests that it is in. */
function fieldRows(routes: readonly Route[]): string[][] {
  const rows = new Map<string, string[]>();
  for (const route of routes) {
    for (const { name, type, required } of ownFields(route)) {
      const key = `${name} ${type}`;
      const [, , known] = rows.get(key) ?? [];
      const here = `${code(route.name)}${required ? ' (required)' : ''}`;
      rows.set(key, [code(name), type, known ? `${known}, ${here}` : here]);
    }
  }
  return [...rows.values()];
}

/** Without what every listing has. */
function ownFields({ request, rows }: Route): readonly RequestField[] {
  const everywhere = rows ? requestFields(listing).map(({ name }) => name) : [];
  return requestFields(request).filter(({ name }) => !everywhere.includes(name));
}

function code(text: string): string {
  return `\`${text}\``;
}
