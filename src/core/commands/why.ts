import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import type { PolicyHere } from '../policy/here.ts';
import { policySettings } from '../policy/settings.ts';
import { privately } from './answer.ts';

/** `why`: what holds for whoever asks in this place, by which rule, and who can change it. */
export const why: Command = {
  name: 'why',
  aliases: ['rules'],
  summary: 'Show which rules of this workspace hold for you here, and who can change them',
  examples: ['why'],
  yieldsToSentences: true,
  needs: 'policy.see',
  wish: () => 'see the rules',
  run: (context) => whyCard(context, context.policy, {}),
};

/** What holds, setting by setting, each with its reason. `name`: of whom it is about, where that is not whoever asks. */
export async function whyCard(
  context: CommandContext,
  policy: PolicyHere,
  { name }: { readonly name?: string },
): Promise<Outcome> {
  const { say } = context;
  const { role, where } = await policy.circumstances();
  const rulings = await Promise.all(policySettings.map((setting) => policy.ruling(setting)));
  const text = say.policy.why(role, say.policy.whereText(where), rulings.filter(({ scope }) => scope).length);
  const facts = rulings.map(say.policy.whyFact);
  const footnote = say.policy.whyFootnote;
  return privately(context, {
    text,
    card: { title: say.policy.whyTitle(name), tone: 'neutral', body: text, facts, footnote },
  });
}
