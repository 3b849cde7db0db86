/** A person, as the host's directory has them at one moment. */
export interface DirectoryUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** System roles, such as `admin`. */
  readonly roles: readonly string[];
  /** Business groups, such as `legal`. */
  readonly groups: readonly string[];
  readonly managerId?: string;
  readonly isActive: boolean;
  readonly absence?: Absence;
}
/** Epoch ms UTC; `to` is the first moment back. */
export interface Absence {
  readonly from: number;
  readonly to: number;
  readonly substituteId?: string;
}
/** Everybody, as a plain snapshot. */
export interface Directory {
  readonly users: readonly DirectoryUser[];
}
/** Whom a `who` entry means; the kernel's `answerPeople` takes it as it is. */
export interface Found {
  /** User ids; empty when nobody is found. */
  readonly users: readonly string[];
  /** Business groups, which stay live. */
  readonly groups: readonly string[];
  /** Why nobody is found, or that somebody is away, in words. */
  readonly note?: string;
}
