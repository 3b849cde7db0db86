import { z } from 'zod';
import { passwordSchema, systemRoleSchema, userSchema } from './people.ts';
import { emailSchema, instantSchema, nameSchema } from './wire.ts';

/** What an authenticator app shows now, or one of the recovery codes that came with it. */
const proofSchema = z
  .string()
  .regex(/^(\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/, 'expected six digits, or a recovery code such as aB3dE-6fGhI');

export const signInSchema = z
  .strictObject({
    email: emailSchema,
    password: z.string().min(1).max(128),
    code: proofSchema.optional(),
  })
  .meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof signInSchema>;

/** Somebody's second factor was turned off for them; `by` is null for a key. */
export const secondFactorResetSchema = z
  .object({ at: instantSchema, by: z.string().nullable() })
  .meta({ id: 'SecondFactorReset' });
export type SecondFactorReset = z.infer<typeof secondFactorResetSchema>;

/** Who I am, as the server sees this caller. */
export const meSchema = z
  .object({
    userId: z.string().nullable(),
    user: userSchema.nullable(),
    roles: z.array(systemRoleSchema),
    groups: z.array(z.string()),
    via: z.enum(['session', 'key', 'library']),
    /** Until the person has acknowledged it. */
    secondFactorReset: secondFactorResetSchema.optional(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meSchema>;

export const sessionSchema = z.object({ me: meSchema, expiresAt: instantSchema }).meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;

/** Makes the first admin, with the one-time token that the console printed. */
export const setupSchema = z
  .strictObject({ token: z.string().min(1).max(200), email: emailSchema, name: nameSchema, password: passwordSchema })
  .meta({ id: 'Setup' });
export type Setup = z.infer<typeof setupSchema>;
export const setupStateSchema = z
  .object({
    isNeeded: z.boolean(),
    isDemo: z.boolean(),
    demoAccounts: z.array(z.object({ email: z.string(), password: z.string(), name: z.string(), title: z.string() })),
    /** How many cases of the demo workspace have begun while it is filled, when commands wait; null at all other times. */
    demoProgress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  })
  .meta({ id: 'SetupState' });
export type SetupState = z.infer<typeof setupStateSchema>;

export const changePasswordSchema = z
  .strictObject({ current: z.string().min(1).max(128), next: passwordSchema })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof changePasswordSchema>;
export const updateMeSchema = z
  .strictObject({ name: nameSchema, locale: z.enum(['en', 'zh-Hans', 'zh-Hant']), timeZone: z.string().max(64) })
  .partial()
  .meta({ id: 'UpdateMe' });
export type UpdateMe = z.infer<typeof updateMeSchema>;
/** A one-time link that sets a new password, for an admin to hand over. */
export const passwordResetSchema = z
  .object({ token: z.string().nullable(), expiresAt: instantSchema })
  .meta({ id: 'PasswordReset' });
export type PasswordReset = z.infer<typeof passwordResetSchema>;
export const resetPasswordSchema = z
  .strictObject({ token: z.string().min(1).max(200), password: passwordSchema })
  .meta({ id: 'ResetPassword' });
export type ResetPassword = z.infer<typeof resetPasswordSchema>;

/** Setting up a second factor asks for the password again: a session that was left open is not enough. */
export const startSecondFactorSchema = z.strictObject({ password: z.string().min(1).max(128) }).meta({ id: 'StartSecondFactor' });
export const secondFactorSetupSchema = z
  .object({ uri: z.string(), secret: z.string(), recoveryCodes: z.array(z.string()) })
  .meta({ id: 'SecondFactorSetup' });
export type StartSecondFactor = z.infer<typeof startSecondFactorSchema>;
export type SecondFactorSetup = z.infer<typeof secondFactorSetupSchema>;
export const secondFactorCodeSchema = z
  .strictObject({ code: z.string().regex(/^\d{6}$/, 'expected six digits') })
  .meta({ id: 'SecondFactorCode' });
export type SecondFactorCode = z.infer<typeof secondFactorCodeSchema>;

/** Turning it off takes a code of it, or a recovery code. */
export const turnOffSecondFactorSchema = z.strictObject({ code: proofSchema }).meta({ id: 'TurnOffSecondFactor' });
export type TurnOffSecondFactor = z.infer<typeof turnOffSecondFactorSchema>;
/** Told once. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;
