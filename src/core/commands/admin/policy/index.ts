import { customersToBind } from '../../../administration.ts';
import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import type { Identity } from '../../../invocation.ts';
import type { Matched } from '../../../name-match.ts';
import type { PolicyRule } from '../../../policy/rules.ts';
import { goesBefore, type PolicyPlace, type PolicyScope, scopeKey } from '../../../policy/scope.ts';
import { holdsEverywhereAlone, policySettings, settingValues, usualValues } from '../../../policy/settings.ts';
import { readValue } from '../../../policy/values.ts';
import type { Fact, Text } from '../../../reply.ts';
import type { Account } from '../../../ucaas.ts';
import { inPlace, privately } from '../../answer.ts';
import { whyCard } from '../../why.ts';
import { pageButtons, press } from '../cards.ts';
import { noted } from '../noted.ts';
import { mentioned, type Person, personCalled, withPerson } from '../persons.ts';
import type { AdminTask } from '../task.ts';
import { policyForm, ruleFromForm, scopeFromForm, tryErrors, tryForm, type WishedRule } from './form.ts';
import { type PolicyLine, readPolicyLine, type Where } from './line.ts';

const onePage = 10;
/** A form has so many channels at most. */
const mostPlaces = 90;

/** `admin policy …`: what this workspace has decided about meetings. */
export const policy: AdminTask = {
  word: 'policy',
  summary: 'Decide who may start meetings where, about lobby, recording, reminders and people from outside',
  examples: ['policy', 'policy start no here', 'policy lobby always for guests', 'policy try @Bob'],
  needs: () => 'policy.change',
  wish: () => 'change the rules of this workspace',

  now(context, rest) {
    const { button, values, say } = context;
    if (!button?.opensForm) return undefined;
    if (readPolicyLine(rest, []).task === 'try') return values ? tryErrors(values, say) : tryForm(context);
    if (!values) return policyForm(context);
    const read = ruleFromForm(values, button.values ?? {}, say);
    return 'errors' in read ? read : undefined;
  },

  async run(context, rest) {
    const { stores, invocation, link, say, values, button, arguments: given } = context;
    const bound = (await stores.workspaces.find(invocation.from))?.customer;
    await customersToBind({ session: context.ucaas(), link, bound, say, verb: 'policy.change' });
    const line = readPolicyLine(rest, given.mentions);
    if (line.task === 'try') return tryOut(context, triedIn(context, line));
    if (values) {
      const read = ruleFromForm(values, button?.values ?? {}, say);
      return 'rule' in read ? apply(context, read.rule) : list(context, 1);
    }
    if (line.task === 'list') return list(context, line.page);
    if (line.task === 'keep') return inPlace(context, { visibleTo: 'caller', text: say.lists.leftAlone });
    if (line.task === 'apply') return apply(context, JSON.parse(String(button?.values?.rule)) as WishedRule);
    if (line.task === 'unknown') return privately(context, { text: say.policy.unknownSetting(line.said) });
    return ask(context, line);
  },
};

async function list(context: CommandContext, page: number): Promise<Outcome> {
  const { say, stores, invocation } = context;
  const rules = inOrder(await stores.policies.of(invocation.from));
  const shown = rules.slice((page - 1) * onePage, page * onePage);
  const text = say.policy.overview(rules.length);
  const values = await placesFor(context, rules);
  const buttons = [
    press(say.policy.change, 'policy', { opensForm: true, primary: true, values }),
    press(say.policy.tryOut, 'policy try', { opensForm: true, values }),
    ...pageButtons(say, { line: 'policy page', page, isLast: rules.length <= page * onePage }),
  ];
  const facts = shown.map(say.policy.ruleFact);
  const footnote = say.policy.footnote;
  const card = { title: say.policy.title, tone: 'neutral', body: text, facts, buttons, footnote } as const;
  return inPlace(context, { visibleTo: 'caller', text, card });
}

/** By setting, the widest first. */
function inOrder(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const rank = ({ setting, scope }: PolicyRule) =>
    `${policySettings.indexOf(setting)} ${scope.role ?? ''} ${scope.place ? `2 ${scope.place.name}` : (scope.kind ?? '')}`;
  return [...rules].sort((one, other) => rank(one).localeCompare(rank(other), 'en'));
}

/** The channels that a form offers: this one, those that whoever asks is in, and those that have rules. */
async function placesFor(context: CommandContext, rules: readonly PolicyRule[]): Promise<{ readonly places: string }> {
  const { chat, invocation } = context;
  const here = await placeHere(context);
  const known = rules.flatMap(({ scope }) => scope.place ?? []);
  const own = ((await chat.places?.(invocation.from, mostPlaces)) ?? []).map(({ place: id, name }) => ({ id, name }));
  const all = [...(here ? [here] : []), ...own, ...known];
  const places = all.filter(({ id }, index) => all.findIndex((place) => place.id === id) === index);
  return { places: JSON.stringify(places.slice(0, mostPlaces)) };
}

async function placeHere({ chat, invocation }: CommandContext): Promise<PolicyPlace | undefined> {
  const id = invocation.kind === 'direct' ? undefined : chat.place?.(invocation.at);
  if (id === undefined) return undefined;
  return { id, name: (await chat.crowd?.(invocation.at))?.name ?? '' };
}

/** Where a line means; a text where nobody knows. */
async function scopeOf(context: CommandContext, where: Where): Promise<PolicyScope | Text> {
  const { say } = context;
  if ('unknown' in where) return say.policy.unknownPlace(where.unknown);
  if (!('isHere' in where)) return where;
  const place = await placeHere(context);
  return place ? { place } : say.policy.notHere;
}

/** Shows what a rule would change before it does. */
async function ask(context: CommandContext, line: Extract<PolicyLine, { task: 'rule' }>): Promise<Outcome> {
  const { say, stores, invocation } = context;
  const { setting } = line;
  const where = await scopeOf(context, line.where);
  if (isText(where)) return privately(context, { text: where });
  const scope = { ...where, role: line.role };
  if (holdsEverywhereAlone(setting) && scopeKey(scope) !== scopeKey({}))
    return privately(context, { text: [say.policy.everywhereAlone] });
  const value = line.isDefault ? undefined : readValue(setting, line.value);
  const other = say.policy.otherValues[setting];
  const known = [...settingValues[setting], ...(other ? [other] : [])];
  if (value === undefined && !line.isDefault)
    return privately(context, { text: say.policy.unknownValue(setting, line.value, known) });
  const rules = await stores.policies.of(invocation.from);
  const before = rules.find((rule) => rule.setting === setting && scopeKey(rule.scope) === scopeKey(scope));
  if (before?.value === value) return privately(context, { text: say.policy.asBefore });
  const text = say.policy.question({ setting, scope, value: value ?? before?.value ?? '' }, value);
  const rule: WishedRule = { setting, scope, value };
  const buttons = [
    press(say.policy.save, 'policy apply', { once: true, primary: true, values: { rule: JSON.stringify(rule) } }),
    press(say.keepIt, 'policy keep', { once: true }),
  ];
  const facts = changeFacts(context, rules, rule);
  const card = { title: say.policy.questionTitle, tone: 'neutral', body: text, facts, buttons } as const;
  return privately(context, { text, card });
}

/** What it is now and would be, and which narrower rules stay before it. */
function changeFacts(
  { say }: CommandContext,
  rules: readonly PolicyRule[],
  { setting, scope, value }: WishedRule,
): readonly Fact[] {
  const { facts, valueText, noRule, scopeText } = say.policy;
  const own = rules.find((rule) => rule.setting === setting && scopeKey(rule.scope) === scopeKey(scope));
  const wider = rules
    .filter((rule) => rule.setting === setting && goesBefore(scope, rule.scope))
    .sort((one, other) => (goesBefore(one.scope, other.scope) ? -1 : 1))[0];
  const without = noRule(valueText(setting, wider?.value ?? usualValues[setting]));
  const prior = rules.filter((rule) => rule.setting === setting && goesBefore(rule.scope, scope));
  const words = prior.slice(0, 10).map((rule) => `${scopeText(rule.scope)} (${valueText(setting, rule.value)})`);
  return [
    { label: facts.where, value: [scopeText(scope)] },
    { label: facts.before, value: [own ? valueText(setting, own.value) : without] },
    { label: facts.after, value: [value === undefined ? without : valueText(setting, value)] },
    ...(words.length > 0 ? [{ label: facts.prior, value: [words.join(', ')] }] : []),
  ];
}

async function apply(context: CommandContext, rule: WishedRule): Promise<Outcome> {
  const { say, stores, invocation } = context;
  const done = await stores.policies.set(invocation.from, rule);
  if (done === 'full') return privately(context, { text: say.policy.full });
  const { setting, scope, value } = rule;
  if (done.before === value && !context.again)
    return inPlace(context, { visibleTo: 'caller', text: say.policy.asBefore });
  const text =
    value === undefined ? say.policy.removed(rule, await wider(context, rule)) : say.policy.saved({ ...rule, value });
  const undo: WishedRule = { setting, scope, value: done.before };
  const buttons = [
    press(say.policy.undo, 'policy apply', { once: true, values: { rule: JSON.stringify(undo) } }),
    press(say.policy.all, 'policy'),
  ];
  const card = { title: say.policy.title, tone: 'done', body: text, buttons } as const;
  const outcome = inPlace(context, { visibleTo: 'caller', text, card });
  return noted(outcome, {
    action: 'policy.set',
    on: { kind: 'policy', id: `${setting} ${scopeKey(scope)}` },
    before: { rule: done.before },
    after: { rule: value },
  });
}

/** What holds there once a rule is gone. */
async function wider({ stores, invocation }: CommandContext, { setting, scope }: WishedRule) {
  const [next] = (await stores.policies.of(invocation.from))
    .filter((rule) => rule.setting === setting && goesBefore(scope, rule.scope))
    .sort((one, other) => (goesBefore(one.scope, other.scope) ? -1 : 1));
  return { setting, value: next?.value ?? usualValues[setting], scope: next?.scope, beside: [] };
}

/** Whom a dry run is about, and where. */
interface Tried {
  readonly who: string;
  readonly where: Where;
}

/** What was typed, or filled in, or goes on from a question. */
function triedIn({ values, button }: CommandContext, typed: Tried): Tried {
  if (values) return { who: String(values.person ?? ''), where: scopeFromForm(values.where, button?.values ?? {}) };
  const kept = button?.values?.scope;
  return typeof kept === 'string' ? { ...typed, where: JSON.parse(kept) as PolicyScope } : typed;
}

/** The dry run: what would hold for somebody, somewhere. */
async function tryOut(context: CommandContext, { who, where }: Tried): Promise<Outcome> {
  const { say, invocation, stores, link, arguments: given } = context;
  const scope = await scopeOf(context, where);
  if (isText(scope)) return privately(context, { text: scope });
  const holdsFor = (person: Identity, account: Account | undefined, name?: string) =>
    whyCard(context, context.policyFor({ person, account, at: invocation, ...scope }), { name });
  const isMentioned = given.mentions.some(({ kind }) => kind === 'person');
  if (who === '' && !isMentioned) return holdsFor(invocation.from, link?.account);
  const matched: Matched<Person> = isMentioned
    ? { by: 'exact', found: (await mentioned(context)).slice(0, 1) }
    : await personCalled(context, who);
  const unknown = isMentioned ? say.persons.notFound : say.persons.unknown([who]);
  const values = { scope: JSON.stringify(scope) };
  return withPerson(
    context,
    { wanted: who, matched, line: 'policy try', values, unknown },
    async ({ identity, name }) => holdsFor(identity, (await stores.links.find(identity))?.account, name),
  );
}

function isText(scope: PolicyScope | Text): scope is Text {
  return Array.isArray(scope);
}
