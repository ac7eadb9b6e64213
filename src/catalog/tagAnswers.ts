/** Records of one year and design; null for records without a known design. */
export interface DesignYear {
  year: number;
  design: string | null;
  records: number;
}

/** Records that name both of two mechanisms. */
export interface TagLink {
  from: string;
  to: string;
  records: number;
}

export interface StanceRow {
  value: string;
  total: number;
  byStance: Record<string, number>;
}
