import { z } from 'zod';
import type { SandboxHands } from './context.ts';

const mails = z.object({ mails: z.array(z.object({ subject: z.string(), body: z.string() })) });

/** The people at the sandbox's pages, its mailbox and its clock. `root` has no slash at the end. */
export function sandboxHands(service: {
  readonly root: string;
  passMinutes(minutes: number): void | Promise<void>;
}): SandboxHands {
  const post = async (path: string, fields: Readonly<Record<string, string>>) => {
    const answer = await fetch(`${service.root}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    return new URL(answer.headers.get('location') ?? path, service.root).searchParams;
  };
  return {
    async enterByPage(roomId, name, pin) {
      const went = await post(`/join/${roomId}/enter`, pin === undefined ? { name } : { name, pin });
      return { participantId: went.get('me') ?? undefined, waitingId: went.get('waiting') ?? undefined };
    },
    async leaveByPage(roomId, participant) {
      await post(`/join/${roomId}/leave`, { participant });
    },
    async vote(roomId, participant, poll, option) {
      await post(`/join/${roomId}/vote`, { participant, poll, option: String(option) });
    },
    async mailsTo(email) {
      const answer = await fetch(`${service.root}/mails.json?${new URLSearchParams({ to: email })}`);
      return mails.parse(await answer.json()).mails;
    },
    passMinutes: (minutes) => service.passMinutes(minutes),
  };
}
