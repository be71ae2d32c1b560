import { customersToBind } from '../../administration.ts';
import { examineWorkspace } from '../../doctor/workspace.ts';
import { diagnosis } from '../doctor.ts';
import type { AdminTask } from './task.ts';

/** `admin doctor`: how the workspace is doing. */
export const adminDoctor: AdminTask = {
  word: 'doctor',
  summary: 'See how this workspace is doing: installation, credentials, people, messages that do not get through',
  examples: ['doctor'],
  needs: () => 'workspace.examine',
  wish: () => 'have this workspace examined',

  async run(context) {
    const { stores, invocation, link, say } = context;
    const bound = (await stores.workspaces.find(invocation.from))?.customer;
    await customersToBind({ session: context.ucaas(), link, bound, say, verb: 'workspace.examine' });
    return diagnosis(context, await examineWorkspace(context), say.doctor.workspaceTitle);
  },
};
