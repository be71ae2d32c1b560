import { z } from 'zod';

/** A field of a request, as a person reads it. A field inside another one has both names, with a dot between them. */
export interface RequestField {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** What is taken where it is left out, if the table says so. */
  readonly preset?: string;
}

type Schema = z.core.JSONSchema.BaseSchema;

/** The fields that a request may have, read out of its schema. None for a request without any. */
export function requestFields(request: z.ZodType): readonly RequestField[] {
  return fieldsOf(z.toJSONSchema(request, { io: 'input', unrepresentable: 'any' }), '');
}

function fieldsOf({ properties = {}, required = [] }: Schema, prefix: string): RequestField[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    if (typeof schema === 'boolean') return [];
    const field: RequestField = {
      name: `${prefix}${name}`,
      type: typeOf(schema),
      required: required.includes(name),
      preset: schema.default === undefined ? undefined : String(schema.default),
    };
    return [field, ...fieldsOf(schema, `${field.name}.`)];
  });
}

function typeOf(schema: Schema): string {
  if (schema.description) return schema.description;
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(' or ');
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' or ');
  switch (schema.type) {
    case 'string':
      return schema.format === 'email'
        ? 'email address'
        : `text${bounds(schema.minLength, schema.maxLength, ' characters')}`;
    case 'integer':
      return `whole number${bounds(schema.minimum, schema.maximum)}`;
    case 'array':
      return `list${bounds(schema.minItems, schema.maxItems, ' entries')}: ${itemsOf(schema)}`;
    case 'boolean':
      return 'true or false';
    default:
      return String(schema.type ?? 'anything');
  }
}

function itemsOf({ items }: Schema): string {
  return typeof items === 'object' && !Array.isArray(items) ? typeOf(items) : 'anything';
}

function bounds(least: number | undefined, most: number | undefined, unit = ''): string {
  if (most === undefined) return least === undefined ? '' : `, at least ${least}${unit}`;
  return least === undefined ? `, at most ${most}${unit}` : `, ${least} to ${most}${unit}`;
}
