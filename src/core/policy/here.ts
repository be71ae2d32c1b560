import type { Verb } from '../authorize.ts';
import { DeliveryError, UserError } from '../errors.ts';
import type { Identity, Invocation } from '../invocation.ts';
import type { Chat, Log } from '../ports.ts';
import type { Sentences } from '../sentences/index.ts';
import type { Account } from '../ucaas.ts';
import { type PolicyRule, type Ruling, rulingOf } from './rules.ts';
import type { Circumstances, PlaceKind, PolicyPlace, PolicyRole, PolicyScope } from './scope.ts';
import { governedVerbs, type PolicySetting } from './settings.ts';

/** What the rules of a workspace say to one person in one place. */
export interface PolicyHere {
  /** What holds here. */
  ruling(setting: PolicySetting): Promise<Ruling>;
  /** Who is asked about, and where, as far as the platform tells. */
  circumstances(): Promise<{ readonly role: PolicyRole; readonly where: Pick<PolicyScope, 'kind' | 'place'> }>;
  /** Throws `not_allowed` where a rule is against it. */
  require(verb: Verb): Promise<void>;
}

/** Who asks, where, and what is known of both. */
export interface PolicyAsked {
  readonly person: Identity;
  /** Absent where nobody is connected. */
  readonly account: Pick<Account, 'role'> | undefined;
  readonly at: Pick<Invocation, 'at' | 'kind'>;
  /** Another channel or kind of place than that of `at`: its address is not known. */
  readonly place?: PolicyPlace;
  readonly kind?: PlaceKind;
}

/**
 * The rules as they are at the first question, with as few questions to the platform as they need: whether somebody is a guest is asked
 * only where a rule is for guests, and whether everybody may enter a channel only where a rule is for such channels.
 */
export function createPolicyHere(deps: {
  readonly rules: () => Promise<readonly PolicyRule[]>;
  readonly chat: Chat | undefined;
  readonly asked: PolicyAsked;
  readonly say: Sentences;
  readonly log: Log;
}): PolicyHere {
  const { asked, say } = deps;
  const rules = once(deps.rules);
  const isGuest = once(() => guestAt(deps, asked.person));
  const channelKind = once(() => kindAt(deps, asked.at));

  const elsewhere =
    asked.place || asked.kind ? { kind: asked.kind ?? ('public' as const), place: asked.place?.id } : undefined;
  const place = asked.at.kind === 'direct' ? undefined : deps.chat?.place?.(asked.at.at);

  async function circumstances(setting?: PolicySetting): Promise<Circumstances> {
    const scopes = (await rules()).filter((rule) => !setting || rule.setting === setting).map(({ scope }) => scope);
    const asksGuest = !setting || scopes.some(({ role }) => role === 'guest');
    const asksKind = !setting || scopes.some(({ kind }) => kind === 'public' || kind === 'private');
    const [guest, kind] = await Promise.all([
      asksGuest ? isGuest() : false,
      asksKind && asked.at.kind === 'channel' && !elsewhere ? channelKind() : toKind(asked.at.kind),
    ]);
    return { role: guest ? 'guest' : roleOf(asked.account), kind, place, ...elsewhere };
  }

  const ruling = async (setting: PolicySetting) => rulingOf(await rules(), setting, await circumstances(setting));

  return {
    ruling,
    async circumstances() {
      const { role, kind, place: id } = await circumstances();
      if (asked.place || id === undefined) return { role, where: asked.place ? { place: asked.place } : { kind } };
      const name = (await deps.chat?.crowd?.(asked.at.at))?.name;
      return { role, where: name === undefined ? { kind } : { place: { id, name } } };
    },
    async require(verb) {
      const setting = governedVerbs[verb];
      if (!setting || (await rules()).length === 0) return;
      const now = await ruling(setting);
      if (now.value !== 'no') return;
      // Whoever is not connected may turn out to be an administrator.
      if (!asked.account && now.scope?.role !== 'guest') {
        const other = rulingOf(await rules(), setting, { ...(await circumstances(setting)), role: 'administrator' });
        if (other.value !== 'no') return;
      }
      throw new UserError({ code: 'not_allowed', verb, ...say.policy.refusal(now) });
    },
  };
}

/** Those who administer anything at the service are administrators. */
export function roleOf(account: Pick<Account, 'role'> | undefined): PolicyRole {
  return account && account.role !== 'user' ? 'administrator' : 'user';
}

/** Where it is not known, a channel counts as one that everybody may enter. */
function toKind(kind: Invocation['kind']): PlaceKind {
  return kind === 'channel' ? 'public' : kind;
}

async function kindAt(
  { chat }: { readonly chat: Chat | undefined },
  { at }: Pick<Invocation, 'at'>,
): Promise<PlaceKind> {
  return (await chat?.crowd?.(at))?.isPrivate === true ? 'private' : 'public';
}

/** Who is not known to be a member counts as a guest. */
async function guestAt(
  { chat, log }: { readonly chat: Chat | undefined; readonly log: Log },
  person: Identity,
): Promise<boolean> {
  try {
    return (await chat?.profile(person))?.isGuest !== false;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    log.warn({ error: error.message }, 'whether somebody is a guest was not to be had');
    return true;
  }
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
