import { type Identity, sameIdentity } from './invocation.ts';
import type { Account } from './ucaas.ts';

/** What can be done at all. A command names the one it needs. */
export type Verb =
  | 'help.see'
  | 'account.see'
  | 'account.link'
  | 'account.unlink'
  | 'meeting.start'
  | 'meeting.join'
  | 'meeting.call'
  | 'meeting.plan'
  | 'meeting.see'
  | 'meeting.change'
  | 'meeting.answer'
  | 'meeting.end'
  | 'meeting.steer'
  | 'meeting.admit'
  | 'room.see'
  | 'room.share'
  | 'room.change'
  | 'contact.see'
  | 'contact.change'
  | 'group.see'
  | 'group.change'
  | 'preference.see'
  | 'preference.change'
  | 'invocation.repeat'
  | 'person.forget'
  | 'calendar.see'
  | 'calendar.reset'
  | 'workspace.setup'
  | 'workspace.examine'
  | 'policy.see'
  | 'policy.change'
  | 'administration.see'
  | 'access.ask'
  | 'audit.see'
  | 'console.open'
  | 'link.see'
  | 'link.change'
  | 'access.decide'
  | 'user.see'
  | 'user.change'
  | 'customer.see'
  | 'customer.change'
  | 'subscription.see'
  | 'subscription.change'
  | 'report.see'
  | 'estate.see'
  | 'estate.change';

/** Verbs for which the chat platform is asked whether the person administers the workspace. */
export const needsAdministrator: ReadonlySet<Verb> = new Set<Verb>([
  'workspace.setup',
  'workspace.examine',
  'policy.change',
  'audit.see',
  'link.see',
  'link.change',
]);

/** True for verbs by which nothing is changed: whatever needs one of them only looks. */
export function onlySees(verb: Verb): boolean {
  return verb.endsWith('.see');
}

/** Who acts: the chat identity from the verified delivery, and the account it is linked to, if any. */
export interface Actor {
  readonly identity: Identity;
  readonly account?: Account;
  /** Whether the person administers the workspace on the chat platform; undefined where that does not say. */
  readonly administers?: boolean;
}

/** What is acted on. `owner` is the only person whom it belongs to, where it belongs to one. */
export interface Target {
  readonly workspaceId: string;
  readonly platform: Identity['platform'];
  readonly owner?: Identity;
}

export type Decision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly rule: string;
      readonly whoCanChange: string;
      /** An account that is allowed to may be all that is missing. */
      readonly needsAccount?: boolean;
    };

/**
 * May this actor do this verb to this object? The one place that decides, for every way in, and again when the work
 * runs. Denies whatever no rule allows.
 */
export function authorize(actor: Actor, verb: Verb, target: Target): Decision {
  if (target.platform !== actor.identity.platform || target.workspaceId !== actor.identity.workspaceId) {
    return refuse('it belongs to another workspace', 'nobody');
  }
  if (target.owner && !sameIdentity(target.owner, actor.identity)) {
    return refuse('it belongs to somebody else', 'the person it belongs to');
  }
  return rules[verb]?.(actor, target) ?? refuse('no rule allows it', 'nobody');
}

type Rule = (actor: Actor, target: Target) => Decision;

const allow: Decision = { allowed: true };
const anyone: Rule = () => allow;
const onlyTheOwner: Rule = (_actor, target) =>
  target.owner ? allow : refuse('it belongs to nobody in particular', 'nobody');

/** Both count: the workspace is the chat administrators', the customer is its own administrators'. docs/permissions.md. */
const administersBoth: Rule = ({ account, administers }) => {
  if (administers === false)
    return refuse('only its administrators set up this workspace', 'an administrator of this workspace');
  if (!account) return { ...refuse('nobody is connected', 'nobody'), needsAccount: true };
  if (account.role !== 'user') return allow;
  return refuse(
    `${account.email} is no administrator of a customer at the meeting service`,
    'an administrator of your customer, or you with another account: connect that one first',
  );
};

/** Of whom and what is for the service to say, which is asked by this account's own right. */
const administers: Rule = ({ account }) => {
  if (!account) return { ...refuse('nobody is connected', 'nobody'), needsAccount: true };
  if (account.role !== 'user') return allow;
  return refuse(
    `${account.email} is no administrator at the meeting service`,
    'an administrator of your customer, or you with another account: connect that one first',
  );
};

/** Customers are seen by those above them, not by their own administrators (roles of the documented routes). */
const administersCustomers: Rule = (actor, target) => {
  const decision = administers(actor, target);
  if (!decision.allowed || actor.account?.role !== 'customer') return decision;
  return refuse(
    `${actor.account.email} administers one customer, and customers are looked after by those above them`,
    'the reseller of your customer, or you with another account: connect that one first',
  );
};

const rules: { readonly [verb in Verb]?: Rule } = {
  'help.see': anyone,
  'account.see': onlyTheOwner,
  'account.link': onlyTheOwner,
  'account.unlink': onlyTheOwner,
  'meeting.start': anyone,
  'meeting.join': anyone,
  'meeting.call': anyone,
  'meeting.plan': anyone,
  'meeting.see': onlyTheOwner,
  'meeting.change': onlyTheOwner,
  'meeting.answer': onlyTheOwner,
  'meeting.end': onlyTheOwner,
  'meeting.steer': onlyTheOwner,
  'meeting.admit': onlyTheOwner,
  'room.see': onlyTheOwner,
  'room.share': onlyTheOwner,
  'room.change': onlyTheOwner,
  'contact.see': onlyTheOwner,
  'contact.change': onlyTheOwner,
  'group.see': onlyTheOwner,
  'group.change': onlyTheOwner,
  'preference.see': onlyTheOwner,
  'preference.change': onlyTheOwner,
  'invocation.repeat': onlyTheOwner,
  'workspace.setup': administersBoth,
  'workspace.examine': administersBoth,
  'policy.see': anyone,
  'policy.change': administersBoth,
  'administration.see': anyone,
  'access.ask': onlyTheOwner,
  'audit.see': administersBoth,
  'link.see': administersBoth,
  'link.change': administersBoth,
  'console.open': administers,
  'access.decide': administers,
  'user.see': administers,
  'user.change': administers,
  'customer.see': administersCustomers,
  'customer.change': administersCustomers,
  'subscription.see': administersCustomers,
  'subscription.change': administersCustomers,
  'report.see': administers,
  'estate.see': administers,
  'estate.change': administers,
  'person.forget': onlyTheOwner,
  'calendar.see': onlyTheOwner,
  'calendar.reset': onlyTheOwner,
};

/** What only those may who administer somebody at the service, by the table above. */
export const administrativeVerbs: readonly Verb[] = (Object.keys(rules) as Verb[]).filter((verb) =>
  [administers, administersBoth, administersCustomers].includes(rules[verb] ?? anyone),
);

function refuse(rule: string, whoCanChange: string): Extract<Decision, { allowed: false }> {
  return { allowed: false, rule, whoCanChange };
}
