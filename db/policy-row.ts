import type { PolicyRule } from '../src/core/policy/rules.ts';
import type { policyRule } from './policy-schema.ts';

/** A rule as its row has it. */
export type PolicyRow = Pick<
  typeof policyRule.$inferSelect,
  'setting' | 'value' | 'role' | 'placeKind' | 'placeId' | 'placeName'
>;

/** SQL for all rules of the workspace of a row `alias`, as a JSON array of such rows; null where there are none. */
export function rulesOf(alias: string): string {
  return `(select jsonb_agg(jsonb_build_object('setting', r.setting, 'value', r.value, 'role', r.role, 'placeKind', r.place_kind,
      'placeId', r.place_id, 'placeName', r.place_name))
    from policy_rule r where r.platform = ${alias}.platform and r.workspace_id = ${alias}."workspaceId")`;
}

export function toRule({ setting, value, role, placeKind, placeId, placeName }: PolicyRow): PolicyRule {
  const place = placeId === null ? undefined : { id: placeId, name: placeName ?? '' };
  return { setting, value, scope: { role: role ?? undefined, kind: placeKind ?? undefined, place } };
}
