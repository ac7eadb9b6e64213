/** A field of a form, with what was wrong with it. */
export interface FieldView {
  id: string;
  name: string;
  type: 'text' | 'password';
  label: string;
  value: string;
  autocomplete: string;
  /** Which keys a phone shows; null for the usual ones. */
  inputmode: 'numeric' | null;
  hint: string | null;
  fault: string | null;
  /** Ids of hint and fault, for `aria-describedby`. */
  describedBy: string | null;
  required: boolean;
}

/** A fault with the field it is about, for the list above the form. */
export interface FaultView {
  text: string;
  href: string;
}

export interface FieldParts {
  name: string;
  /** Where more than one field of a page has the name. */
  id?: string;
  label: string;
  autocomplete: string;
  type?: FieldView['type'];
  inputmode?: FieldView['inputmode'];
  value?: string;
  hint?: string;
  fault?: string | null;
  required?: boolean;
}

/** A field as its template needs it. Passwords are never put back into a page. */
export function presentField(parts: FieldParts): FieldView {
  const {
    name,
    label,
    autocomplete,
    type = 'password',
    inputmode = null,
    value = '',
    hint = null,
    fault = null,
    required = true,
  } = parts;
  const id = `field-${parts.id ?? name}`;
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return {
    id,
    name,
    type,
    label,
    value: type === 'password' ? '' : value,
    autocomplete,
    inputmode,
    hint,
    fault,
    describedBy: described || null,
    required,
  };
}

/** The faults of some fields, in their order. */
export function faultsOf(fields: readonly FieldView[]): FaultView[] {
  return fields.flatMap(({ id, fault }) => (fault === null ? [] : [{ text: fault, href: `#${id}` }]));
}
