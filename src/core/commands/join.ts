import type { Command } from '../command.ts';
import { ServiceError, UserError } from '../errors.ts';
import type { NewMeeting } from '../meeting.ts';
import type { Card } from '../reply.ts';
import { privately } from './answer.ts';
import { joinUrl, newJoinKey } from './join-url.ts';

const pinPattern = /^\d{4,12}$/;

/** `join <pin>`: the way into a meeting of which one knows only the PIN. Needs no account. */
export const join: Command = {
  name: 'join',
  usage: '<pin>',
  summary: 'Find a meeting by its PIN and get your link to it',
  examples: ['join 482913', 'join'],
  yieldsToSentences: true,
  needs: 'meeting.join',
  wish: () => 'join by PIN',

  now({ arguments: given, values, say }) {
    const pin = pinOf(given.text, values?.pin);
    if (values) return pinPattern.test(pin) ? undefined : { errors: { pin: say.pinMalformed } };
    if (pin !== '') return undefined;
    const { title, label, hint, submit } = say.pinForm;
    return {
      form: {
        title,
        submitLabel: submit,
        fields: [{ kind: 'text', name: 'pin', label, hint, required: true, maxLength: 20 }],
      },
    };
  },

  async run(context) {
    const { say, invocation, service, stores, secrets, clock } = context;
    const answer = (text: typeof say.pinMissing, card?: Card) => privately(context, { text, card });
    const pin = pinOf(context.arguments.text, context.values?.pin);
    if (!pinPattern.test(pin)) {
      const button = { kind: 'run', label: say.joinByPin, command: 'join', opensForm: true, primary: true } as const;
      return answer(pin === '' ? say.pinMissing : [say.pinMalformed], {
        title: say.pinForm.title,
        tone: 'neutral',
        body: pin === '' ? say.pinMissing : [say.pinMalformed],
        buttons: [button],
      });
    }
    const name =
      context.link?.account.name ?? invocation.fromName ?? (await context.chat.profile(invocation.from)).name;
    const entry = await service.enterByPin(pin, name, context.reference).catch((error: unknown) => {
      if (!(error instanceof ServiceError) || error.kind !== 'not_found') throw error;
      throw new UserError({ code: 'pin_not_found' }, { cause: error });
    });
    const known = await stores.meetings.byService(invocation.from, entry);
    if (!known && !entry.joinUrl) return answer(say.enteredWithoutLink(entry.hostName));
    const meeting: NewMeeting = known ?? {
      id: secrets.id(),
      joinKey: newJoinKey(secrets),
      kind: 'entered',
      application: 'meeting',
      title: say.enteredTitle(entry.hostName),
      host: invocation.from,
      hostName: entry.hostName ?? '',
      serviceMeetingId: entry.meetingId,
      serviceRoomId: entry.roomId,
      joinUrl: entry.joinUrl ?? '',
      startedAt: clock(),
    };
    const url = joinUrl(context.publicUrl, meeting);
    const outcome = answer(say.entered(meeting.title, entry.hostName, url), {
      title: meeting.title,
      tone: 'neutral',
      facts: entry.hostName ? [{ label: 'Host', value: [entry.hostName] }] : [],
      buttons: [{ kind: 'open', label: say.joinLabel(meeting.application), url, primary: true }],
    });
    return known ? outcome : { ...outcome, meeting };
  },
};

function pinOf(text: string, value: string | boolean | undefined): string {
  return (typeof value === 'string' ? value : text).replace(/[\s-]/gu, '');
}
