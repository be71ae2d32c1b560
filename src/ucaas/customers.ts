import type { z } from 'zod';
import type { Customer, CustomerFields, CustomerRecord, Customers } from '../core/ucaas.ts';
import { firstOf, type Own, unless, unlessGone, unlessTaken } from './own.ts';
import type { Routes } from './routes/index.ts';

const mostNamed = 100;
const mostFound = 200;
/** A card shows so many at once. */
const customersPerPage = 10;

type CustomerRow = z.output<Routes['getCustomer']['response']>['customer'];

/** The customers below one account. */
export function customersOf({ api }: Own): Customers {
  return {
    async customers() {
      const { customers } = await api.listCustomers({ page_length: mostNamed });
      return customers.map(toCustomer);
    },

    async customer(customerId) {
      const found = await unless(['not_found'], api.getCustomer({ customer_id: customerId }), () => undefined);
      return found && toRecord(found.customer);
    },

    async customerPage(page) {
      const { customers } = await api.listCustomers({ page, page_length: customersPerPage, order_by: 'customer_name' });
      return { customers: customers.map(toRecord), isLast: customers.length < customersPerPage };
    },

    async findCustomers(text) {
      const query = { search_by: 'customer_name', search_string: text.slice(0, 200), page_length: mostNamed };
      return (await firstOf(api.each('listCustomers', query), mostFound)).map(toRecord);
    },

    async addCustomer(wish) {
      const { name, contactName, contactEmail, legalName, code } = wish;
      const row = { customer_name: name, contact_name: contactName, contact_email: contactEmail };
      const added = await unlessTaken(
        // An address that is not one, or an empty code, is not sent at all.
        api.addCustomer({ ...row, customer_legal_name: legalName || undefined, customer_code: code || undefined }),
      );
      if (!added) return undefined;
      const { customer_id: customerId } = added.customer;
      return {
        ...{ customerId, name, contactName, contactEmail, suspended: false },
        ...{ legalName: legalName || undefined, code: code || undefined },
      };
    },

    async changeCustomer(customerId, changes) {
      return (await unlessTaken(api.editCustomer({ customer_id: customerId, ...toRow(changes) }))) !== undefined;
    },

    async setCustomerSuspended(customerId, isSuspended) {
      await api.editCustomer({ customer_id: customerId, status: isSuspended ? 'S' : 'A' });
    },

    removeCustomer: (customerId) => unlessGone(api.deleteCustomer({ customer_id: customerId })),
  };
}

function toCustomer(row: CustomerRow): Customer {
  const { customer_id: customerId, customer_name: name, customer_type: type, customer_type_ex: typeInWords } = row;
  const isReseller = /^(?:r|reseller)$/i.test(type ?? '') || /^reseller$/i.test(typeInWords ?? '');
  return { customerId, name: name || customerId, ...(isReseller ? { isReseller } : {}) };
}

function toRecord(row: CustomerRow): CustomerRecord {
  return {
    ...toCustomer(row),
    legalName: row.customer_legal_name || undefined,
    code: row.customer_code || undefined,
    contactName: row.contact_name || undefined,
    contactEmail: row.contact_email || undefined,
    suspended: row.status?.toUpperCase() === 'S',
  };
}

function toRow(fields: Partial<CustomerFields>) {
  return {
    customer_name: fields.name,
    customer_legal_name: fields.legalName,
    customer_code: fields.code,
    contact_name: fields.contactName,
    contact_email: fields.contactEmail,
  };
}
