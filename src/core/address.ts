/** Where to answer. Written and read only by the adapter that owns it; stored and handed back untouched by the core. */
export type Address = string & { readonly __brand: 'Address' };

/** A message that was posted and may be replaced. As opaque as an address. */
export type MessageReference = string & { readonly __brand: 'MessageReference' };
