import { customersToBind } from '../../administration.ts';
import { examineWorkspace } from '../../doctor/workspace.ts';
import { diagnosis } from '../doctor.ts';
import type { AdminTask } from './task.ts';

/** Other workspaces of the same customers that are told of at once. */
const mostOnBoard = 20;

/** `admin doctor`: how the workspace is doing, and others that are bound to customers of theirs. */
export const adminDoctor: AdminTask = {
  word: 'doctor',
  summary: 'See how this workspace is doing: installation, credentials, people, messages that do not get through',
  examples: ['doctor'],
  needs: () => 'workspace.examine',
  wish: () => 'have this workspace examined',

  async run(context) {
    const { stores, invocation, link, say } = context;
    const bound = (await stores.workspaces.find(invocation.from))?.customer;
    const session = context.ucaas();
    const customers = await customersToBind({ session, link, bound, say, verb: 'workspace.examine' });
    const ids = customers.map(({ customerId }) => customerId);
    const [found, board] = await Promise.all([
      examineWorkspace(context),
      stores.doctor.board(invocation.from, ids, mostOnBoard),
    ]);
    return diagnosis(context, found, say.doctor.workspaceTitle, board.map(say.doctor.boardFact));
  },
};
