/**
 * A model that throws when asked for a key it does not have. Handlebars' strict mode does so for `{{x}}` but not
 * for `{{#if x}}`, `{{#each x}}` or what a partial is given; through this, a misspelt name fails everywhere.
 */
export function exact<T>(model: T, path = 'model'): T {
  if (typeof model !== 'object' || model === null) return model;
  return new Proxy(model, {
    get(target, key, receiver) {
      if (typeof key === 'string' && !(key in target) && !probed.has(key)) {
        throw new Error(`A template asks for ${path}.${key}, which the model does not have.`);
      }
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof value === 'function' || typeof key === 'symbol') return value;
      return exact(value, Array.isArray(target) ? `${path}[${key}]` : `${path}.${key}`);
    },
  });
}

/** What Handlebars and the language look for on any object. */
const probed = new Set(['toHTML', 'then', 'toJSON']);
