import { and, asc, desc, eq, or } from 'drizzle-orm';
import type { Effect } from '../src/core/effect.ts';
import type { Identity } from '../src/core/invocation.ts';
import type { PersonRecord } from '../src/core/person.ts';
import { type Reply, signInUrl, type Text } from '../src/core/reply.ts';
import { accessRequest } from './access-schema.ts';
import { knownBrowser } from './browser-schema.ts';
import { consoleSession } from './console-schema.ts';
import { isOtherSide } from './human-store.ts';
import { userImport } from './import-schema.ts';
import { howItWent, readLivesOf } from './person-lives.ts';
import { readPlans } from './person-plans.ts';
import type { RowsOf } from './person-store.ts';
import type { Reader } from './schedule-row.ts';
import {
  account,
  audit,
  conversationReference,
  effect,
  identity,
  invocation,
  isOf,
  link,
  meeting,
  playgroundMessage,
  sameHuman,
  signInPrompt,
  ticket,
} from './schema.ts';
import { slackStatus } from './status-schema.ts';

/**
 * Everything of one person in names that people can read: named field by field, so that a column that is added later, and
 * may be a secret, is not in it by itself.
 */
export async function readPerson(change: Reader, person: Identity, rowsOf: RowsOf): Promise<PersonRecord> {
  const [known] = await change
    .select({ name: identity.name, email: identity.email, locale: identity.locale, timeZone: identity.timeZone })
    .from(identity)
    .where(isOf(identity, person));
  const links = await change
    .select()
    .from(link)
    .innerJoin(account, eq(account.id, link.accountId))
    .where(rowsOf.accounts[1])
    .orderBy(asc(link.linkedAt));
  const commands = await change.select().from(invocation).where(rowsOf.commands[1]).orderBy(asc(invocation.acceptedAt));
  const answers = await change.select().from(effect).where(rowsOf.answers[1]).orderBy(asc(effect.createdAt));
  const meetings = await change.select().from(meeting).where(rowsOf.meetings[1]).orderBy(asc(meeting.startedAt));
  const lives = await readLivesOf(change, person);
  const pages = await change.select().from(ticket).where(rowsOf.pages[1]).orderBy(asc(ticket.createdAt));
  const prompts = await change.select().from(signInPrompt).where(isOf(signInPrompt, person));
  const messages = await change
    .select()
    .from(playgroundMessage)
    .where(rowsOf.messages[1])
    .orderBy(asc(playgroundMessage.sequence));
  const records = await change.select().from(audit).where(rowsOf.records[1]).orderBy(desc(audit.sequence));
  const consoles = await change.select().from(consoleSession).where(rowsOf.consoles[1]);
  const imports = await change.select().from(userImport).where(rowsOf.imports[1]).orderBy(asc(userImport.createdAt));
  const browsers = await change
    .select()
    .from(knownBrowser)
    .where(rowsOf.browsers[1])
    .orderBy(asc(knownBrowser.createdAt));
  const statuses = await change.select().from(slackStatus).where(rowsOf.statuses[1]);
  const requests = await change
    .select()
    .from(accessRequest)
    .where(rowsOf.requests[1])
    .orderBy(asc(accessRequest.createdAt));
  const others = await change
    .select()
    .from(sameHuman)
    .where(or(isOf(sameHuman, person), isOtherSide(person)));
  const [teams] = await change
    .select()
    .from(conversationReference)
    .where(
      and(
        eq(conversationReference.tenantId, person.platform === 'teams' ? person.workspaceId : ''),
        eq(conversationReference.userId, person.userId),
      ),
    );
  return {
    madeAt: new Date(),
    person: { ...person, ...known },
    accounts: links.map(({ link: held, account: { name, email, role, customerId, serviceUserId } }) => ({
      name,
      email,
      role,
      customerId,
      userId: serviceUserId,
      connectedAt: held.linkedAt,
      chosen: held.chosen,
      signedInUntil: held.sealedToken === null ? null : held.tokenExpiresAt,
      staysSignedIn: held.sealedPassword !== null,
    })),
    sameHuman: others.map(({ platform, otherPlatform, ...one }) => ({
      platforms: [platform, otherPlatform],
      askedAt: one.askedAt,
      confirmedAt: one.confirmedAt,
      otherConfirmedAt: one.otherConfirmedAt,
      declinedAt: one.declinedAt,
    })),
    commands: commands.map(({ body, acceptedAt, finishedAt, state, conversation }) => ({
      at: acceptedAt,
      text: withoutLinks(body.text),
      filledIn: body.values,
      command: body.inside?.command,
      name: body.fromName,
      conversation,
      locale: body.locale,
      timeZone: body.timeZone,
      state,
      finishedAt,
    })),
    answers: answers.map(({ body, createdAt, state, visibleTo }) => ({
      at: createdAt,
      visibleTo,
      state,
      ...said(body as Effect),
    })),
    meetings: meetings.map(({ id, title, kind, application, hostName, startedAt, joinKey }) => ({
      title,
      kind,
      application,
      hostName,
      startedAt,
      link: `/j/${joinKey}`,
      ...howItWent(lives.find(({ life: { meetingId } }) => meetingId === id)?.life),
    })),
    calledTo: lives
      .filter(({ meeting: { id } }) => !meetings.some((own) => own.id === id))
      .map(({ life: { liveSince, endedAt }, meeting: { title, hostName } }) => ({
        title,
        hostName,
        liveSince,
        endedAt,
      })),
    ...(await readPlans(change, person)),
    pages: pages.map(
      ({ purpose, personName, personEmail, workspaceName, createdAt, expiresAt, boundAt, provenAt, usedAt }) => ({
        ...{ purpose, personName, personEmail, workspaceName, createdAt, expiresAt, openedAt: boundAt },
        ...{ provenAt, usedAt },
      }),
    ),
    askedToSignIn: prompts.map(({ conversation, askedAt }) => ({ conversation, askedAt })),
    messages: messages.map(({ authorName, conversation, createdAt, body }) => ({
      at: createdAt,
      conversation,
      author: authorName,
      ...saidInPlayground(body),
    })),
    browsers: browsers.map(({ createdAt, expiresAt }) => ({ recognisedAt: createdAt, until: expiresAt })),
    statuses: statuses.map(({ givenAt, enteredName, taken }) => ({
      ...{ keptSince: givenAt, enteredAs: enteredName, yourOwn: taken?.before },
    })),
    consoles: consoles.map(({ personName, workspaceName, openedAt, expiresAt, timeZone }) => ({
      ...{ personName, workspaceName, openedAt, expiresAt, timeZone },
    })),
    imports: imports.map(({ name, customerName, state, createdAt }) => ({ name, customerName, state, at: createdAt })),
    requests: requests.map(({ chatName, name, email, note, state, createdAt, decidedAt, deciderName, reason }) => ({
      ...{
        chatName,
        name,
        email,
        note,
        state,
        askedAt: createdAt,
        settledAt: decidedAt,
        decidedBy: deciderName,
        reason,
      },
    })),
    records: records.map(({ at, action, detail }) => ({ at, action, detail })),
    teams: teams && { name: teams.name, reachableSince: teams.savedAt },
  };
}

function said({ reply }: { readonly reply: Reply }) {
  return {
    title: reply.card?.title,
    text: plain(reply.text),
    facts: reply.card?.facts?.map(({ label, value }) => `${label}: ${plain(value)}`),
  };
}

/** As the web adapter writes them. */
function saidInPlayground(body: unknown): object {
  const message = body as { readonly said: string } | { readonly reply: Reply };
  return 'reply' in message ? said(message) : { text: withoutLinks(message.said) };
}

function plain(text: Text): string {
  const words = text.map((part) => {
    if (typeof part === 'string') return part;
    if ('instant' in part) return part.instant;
    if ('from' in part) return `${part.from}/${part.until}`;
    if ('person' in part) return part.name;
    if ('typed' in part) return part.typed;
    return part.link === signInUrl ? part.label : `${part.label} (${part.link})`;
  });
  return withoutLinks(words.join(''));
}

/**
 * A link to our sign-in page lets somebody in for some minutes, and one to a private calendar lets anybody read it: neither is a
 * part of a record.
 */
function withoutLinks(text: string): string {
  return text.replace(
    /\/(connect|rsvp|calendar|calendar\/add|calendar\/meeting)\/(?!add\/|meeting\/)[\w.-]+/g,
    '/$1/…',
  );
}
