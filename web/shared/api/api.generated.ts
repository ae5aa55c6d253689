// Generated from docs/reference/openapi.json by tools/gen-api.ts; not edited.
export interface paths {
  "/api/v1/accounts": {
    /** List the accounts */
    get: {
      parameters: {
        query?: {
          /** Only this domain */
          domain?: string;
          /** At most so many items; 100 when not given */
          limit?: number;
          /** What `next` said of the page before */
          cursor?: string;
          /** Only items that have it in one of their members */
          text?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Make an account with its mailboxes */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** The account's address */
            address: string;
            /** The person's name */
            display_name?: string;
            /** Octets it may hold; 0: no limit */
            quota?: number;
            /** Give the password; without it one is made and shown */
            password?: string;
          };
        };
      };
      responses: {
        201: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}": {
    /** Show one account, what it holds and may send as */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    /** Delete an account and all its mail */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    /** Change an account */
    patch: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** The person's name */
            display_name?: string;
            /** Octets it may hold; 0: no limit */
            quota?: number;
            /** No login, no new mail; what is stored stays */
            disable?: boolean;
            /** Undo disable */
            enable?: boolean;
            /** off, deny or allow: whether the listed countries may not, or alone may, log in */
            country_rule?: string;
            /** Of the rule, in two letters each: DE FR */
            countries?: Array<string>;
            /** What becomes of spam: low=inbox,medium=junk,high=refuse,blocked=junk (or quarantine); what is left out is as the domain says */
            spam_actions?: string;
            /** Elsewhere, for when the password is forgotten; empty: nowhere */
            recovery_address?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    trace?: never;
  };
  "/api/v1/accounts/{address}/app-passwords": {
    /** List an account's application passwords, and when each was last used */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Make an application password and show it, this once */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** What it is for, such as the device */
            label: string;
            /** Where it opens: smtp, imap, pop3, sieve, web; else smtp, imap and pop3 */
            protocols?: Array<string>;
            /** From where, such as 192.0.2.0/24; else from everywhere */
            networks?: Array<string>;
            /** Its life, such as 90d; else it does not end */
            expires_in?: string;
            /** Mail can be read with it; nothing is changed, deleted or sent */
            read_only?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/app-passwords/{number}": {
    get?: never;
    put?: never;
    post?: never;
    /** Take an application password away; its sessions end */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address */
          address: string;
          /** Its number in the list */
          number: number;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/auto-reply": {
    /** Show what an account answers by itself */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    /** Let an account answer by itself; who has had the answer before gets the new one */
    put: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** What is answered; as it was when not given */
            text?: string;
            /** Its subject; empty: that of the message, after "Auto:" */
            subject?: string;
            /** From when on: 2026-12-24, or 2026-12-24T16:00:00Z; empty: at once */
            from?: string;
            /** Until when, with that day; empty: until it is turned off */
            until?: string;
            /** Who is answered: all, or domain for people of the account's domain alone */
            to?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    post?: never;
    /** Let an account answer nobody by itself; the text is kept */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/impersonate": {
    get?: never;
    put?: never;
    /** Make a token that acts in a user's name for a while and changes nothing; he is told by mail */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** Why, in one line: the user is shown it, and it is logged */
            reason: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/oauth-tokens": {
    /** List an account's tokens, and when each was last used */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Make an access token and its refresh token, and show them, this once */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** What it is for, such as the program */
            label: string;
            /** Where it opens: smtp, imap, pop3, sieve, web */
            protocols: Array<string>;
            /** From where, such as 192.0.2.0/24; else from everywhere */
            networks?: Array<string>;
            /** Mail can be read with it; nothing is changed or sent */
            read_only?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/oauth-tokens/refresh": {
    get?: never;
    put?: never;
    /** Make a new pair in place of one, and show it, this once */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** The refresh token */
            refresh_token: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/oauth-tokens/{number}": {
    get?: never;
    put?: never;
    post?: never;
    /** Take a token and its refresh token away; its sessions end */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address */
          address: string;
          /** Its number in the list */
          number: number;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/password": {
    get?: never;
    put?: never;
    /** Set an account's password */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** Give the password */
            password?: string;
            /** Make one and show it */
            generate?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/password-check": {
    get?: never;
    put?: never;
    /** How strong a password is, and which rules it would break; nothing is set */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** What is to be looked at */
            password: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/password-policy": {
    /** What a password of an account has to be */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/password/expire": {
    get?: never;
    put?: never;
    /** End an account's password: after the grace it cannot send until it has a new one */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/password/reset-link": {
    get?: never;
    put?: never;
    /** Make a token that sets an account's forgotten password anew, once */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/second-factor": {
    /** Whether an account has a second factor */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    /** Turn the second factor on by a code of the app, and show the recovery codes */
    put: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** What the authenticator app shows */
            code: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    /** Make a secret for an authenticator app and show it; it is on once confirmed */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    /** Take an account's second factor away, such as when the device is lost */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/second-factor/recovery-codes": {
    get?: never;
    put?: never;
    /** Show fresh recovery codes; the old ones are void */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/set-up": {
    /** What a mail program has to be told to get at an account */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/sign-ins": {
    /** List who has signed in to an account lately, or has tried to, and from where */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/administrators": {
    /** List the administrators */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Make an administrator; the second factor is asked for at the first login */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** The administrator */
            name: string;
            /** Some of reader, security, domains, queue, owner */
            roles?: Array<string>;
            /** Only these domains; else the whole server */
            domains?: Array<string>;
            /** From where, such as "192.0.2.0/24 the office"; else from the server itself alone */
            networks?: Array<string>;
            /** Give the password; without it one is made and shown */
            password?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/administrators/{name}": {
    /** Show one administrator */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The administrator */
          name: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    /** Remove an administrator with his sessions and tokens */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The administrator */
          name: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    /** Change what an administrator may do; his sessions end */
    patch: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The administrator */
          name: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** Some of reader, security, domains, queue, owner */
            roles?: Array<string>;
            /** Only these domains; else the whole server */
            domains?: Array<string>;
            /** The whole server again */
            all_domains?: boolean;
            /** No login and no token, until enabled */
            disable?: boolean;
            /** Undo disable */
            enable?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    trace?: never;
  };
  "/api/v1/administrators/{name}/networks": {
    get?: never;
    /** Say from where an administrator may come */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The administrator */
          name: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** From where, such as "192.0.2.0/24 the office", in place of those before */
            networks: Array<string>;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/administrators/{name}/password": {
    get?: never;
    put?: never;
    /** Set an administrator's password; his sessions end */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The administrator */
          name: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** Give the password; without it one is made and shown */
            password?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/administrators/{name}/sessions": {
    get?: never;
    put?: never;
    post?: never;
    /** End all sessions of an administrator, or of a user and in his name */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The administrator, or a user's address */
          name: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/aliases": {
    /** List the aliases */
    get: {
      parameters: {
        query?: {
          /** Only this domain */
          domain?: string;
          /** At most so many items; 100 when not given */
          limit?: number;
          /** What `next` said of the page before */
          cursor?: string;
          /** Only items that have it in one of their members */
          text?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Make an alias */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** The alias's address */
            alias: string;
            /** Where its mail goes: addresses here or elsewhere */
            targets: Array<string>;
            /** Let every target send under the alias */
            members_may_send?: boolean;
          };
        };
      };
      responses: {
        201: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/aliases/{alias}": {
    get?: never;
    /** Replace an alias's targets */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The alias's address */
          alias: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** Where its mail goes: addresses here or elsewhere */
            targets: Array<string>;
            /** Let every target send under the alias */
            members_may_send?: boolean;
            /** Undo members-may-send */
            members_may_not_send?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    post?: never;
    /** Delete an alias */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The alias's address */
          alias: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/allow": {
    /** List the networks that are spared something */
    get: {
      parameters: {
        query?: {
          /** Only those whose network, list, owner or description holds this */
          text?: string;
          /** How many at most; 1000 when not given */
          limit?: number;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Spare a network something, in place of what it was spared before */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** 192.0.2.7, 192.0.2.1-192.0.2.9, 192.0.2.0/24, 2001:db8::/48 */
            network: string;
            /** Of: brute-force, smtp-authentication, spam-checks, greylisting; nothing makes an exception to a denied network */
            spare?: Array<string>;
            /** smtp-authentication: the addresses, or @domains, that it may send as */
            senders?: Array<string>;
            /** smtp-authentication: so many messages an hour */
            hourly?: number;
            /** How long: 2h, 7d; until it is removed when not given */
            for?: string;
            /** Only these: smtp, submission, imap, pop3, web, admin, sieve */
            services?: Array<string>;
            /** Whom to ask about it */
            owner?: string;
            /** Why, for whoever finds it */
            description?: string;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/allow/{network}": {
    get?: never;
    put?: never;
    post?: never;
    /** Treat a network like any other again */
    delete: {
      parameters: {
        query?: {
          /** Also when it shuts out the address you call from */
          even_me?: boolean;
        };
        header?: never;
        path: {
          /** 192.0.2.7, 192.0.2.1-192.0.2.9, 192.0.2.0/24, 2001:db8::/48 */
          network: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/audit": {
    get?: never;
    put?: never;
    /** Look for weaknesses: settings, relay, listeners, files, accounts and more */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": {
            /** Also what passed and what could not be checked */
            all?: boolean;
            /** Mend what settings and modes of files can mend; postern audit undo takes it back */
            fix?: boolean;
            /** With fix: mend only what these checks found */
            checks?: Array<string>;
            /** Try to leave the sandbox from inside, and say what stops each attempt */
            break_out?: boolean;
            /** The exit code is 3 when something of this severity is found: low, medium, high (as shipped) or critical */
            fail_at?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/audit/daily": {
    get?: never;
    put?: never;
    /** Run the daily audit now: what is new or gone since the last one is told to administrators */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/audit/history": {
    /** List the daily audits with their scores, newest first */
    get: {
      parameters: {
        query?: {
          /** How many runs at most; 30 when not given */
          limit?: number;
          /** What `next` said of the page before */
          cursor?: string;
          /** Only items that have it in one of their members */
          text?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/audit/mendings": {
    /** List what audit --fix changed, newest first */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/audit/mendings/{number}/undo": {
    get?: never;
    put?: never;
    /** Take back what audit --fix changed, but for what was changed since */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** As audit mendings lists it */
          number: number;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/certificates": {
    /** List the certificates in use, the first being the default */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Store a certificate with its key and use it at once */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** PEM file: the certificate, then what it was signed with */
            chain: string;
            /** PEM file of its private key */
            key: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/certificates/own": {
    /** Print the certificate that the server made for itself (PEM) */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/certificates/reload": {
    get?: never;
    put?: never;
    /** Read certificate files again */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/certificates/{name}": {
    get?: never;
    put?: never;
    post?: never;
    /** Delete an installed certificate */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The first name of the certificate */
          name: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/connections": {
    /** List the open connections of all services */
    get: {
      parameters: {
        query?: {
          /** Only from there: 192.0.2.7, 192.0.2.0/24, 2001:db8::/48 */
          network?: string;
          /** Only of this: smtp, submission, imap, pop3, api */
          service?: string;
          /** Only of this address */
          account?: string;
          /** At most so many items; 100 when not given */
          limit?: number;
          /** What `next` said of the page before */
          cursor?: string;
          /** Only items that have it in one of their members */
          text?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/connections/{session}": {
    get?: never;
    put?: never;
    post?: never;
    /** Close a connection at once; its client may come again */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** As the list and the log name it */
          session: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/counts": {
    /** Show how much there was: mail, verdicts, blocks, logins, the queue */
    get: {
      parameters: {
        query?: {
          /** mail.received and others, or mail.* for all that begin so; none: all but those by country */
          series?: Array<string>;
          /** How far back, such as 24h or 400d; 7d when not given */
          since?: string;
          /** hour or day (UTC); hour when not given */
          step?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/counts/series": {
    /** List what is counted */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/deny": {
    /** List the networks that are refused */
    get: {
      parameters: {
        query?: {
          /** Only those whose network, list, owner or description holds this */
          text?: string;
          /** How many at most; 1000 when not given */
          limit?: number;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Refuse a network at the door; says who has logged in from there */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** 192.0.2.7, 192.0.2.1-192.0.2.9, 192.0.2.0/24, 2001:db8::/48 */
            network: string;
            /** How long: 2h, 7d; until it is removed when not given */
            for?: string;
            /** Only these: smtp, submission, imap, pop3, web, admin, sieve */
            services?: Array<string>;
            /** Whom to ask about it */
            owner?: string;
            /** Why, for whoever finds it */
            description?: string;
            /** Only show whom it would shut out */
            preview?: boolean;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/deny-lists/{name}": {
    get?: never;
    /** Refuse all networks of a published list, in place of its last state */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** What the list is called here; what it held before and holds no more is removed */
          name: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** Text with an address, range or network a line; neighbours are folded */
            file: string;
            /** How long: 2h, 7d; until it is removed when not given */
            for?: string;
            /** Only these: smtp, submission, imap, pop3, web, admin, sieve */
            services?: Array<string>;
            /** Whom to ask about it */
            owner?: string;
            /** Why, for whoever finds it */
            description?: string;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/deny/{network}": {
    get?: never;
    put?: never;
    post?: never;
    /** Let a network in again */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** 192.0.2.7, 192.0.2.1-192.0.2.9, 192.0.2.0/24, 2001:db8::/48 */
          network: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/dmarc-reports/send": {
    get?: never;
    put?: never;
    /** Send other domains their aggregate reports, as far as they ask for them */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": {
            /** Up to which day, as 2026-11-25; yesterday when none is given */
            day?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domain-drift": {
    /** List what domains have set otherwise than new ones begin with */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domain-names/{other_name}": {
    get?: never;
    put?: never;
    post?: never;
    /** Take another name from a domain */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The other name */
          other_name: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domain-propagations": {
    /** List what was propagated, newest first */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Set what new domains begin with in domains that are there */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** Which, such as require_smtp_auth, or all */
            settings: Array<string>;
            /** Only these domains; left out: all */
            domains?: Array<string>;
            /** Only say what would change */
            preview?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domain-propagations/{number}/undo": {
    get?: never;
    put?: never;
    /** Take a propagation back, but for what was changed since */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** As domain propagations lists it */
          number: number;
        };
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domains": {
    /** List the domains */
    get: {
      parameters: {
        query?: {
          /** At most so many items; 100 when not given */
          limit?: number;
          /** What `next` said of the page before */
          cursor?: string;
          /** Only items that have it in one of their members */
          text?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Make a domain that this server receives mail for */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** The domain */
            name: string;
          };
        };
      };
      responses: {
        201: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domains/{domain}/complaints": {
    /** Show what others complain of: unwanted messages, and single ones whose proof failed */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The domain */
          domain: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domains/{domain}/dkim": {
    /** Show a domain's keys, and the records that the DNS is to have */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The domain */
          domain: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Make new keys; they sign once the DNS has their records */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The domain */
          domain: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domains/{domain}/dkim/check": {
    get?: never;
    put?: never;
    /** Look for the records of keys that wait, and sign with those that are there */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The domain */
          domain: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** They sign whatever the DNS has: only for those who know better */
            unseen?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domains/{domain}/dmarc-reports": {
    /** Show who sends in the name of a domain, and what others made of it, most messages first */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The domain */
          domain: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domains/{domain}/tls-reports": {
    /** Show what others report on TLS to the servers of a domain, the newest first */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The domain */
          domain: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domains/{name}": {
    /** Show one domain */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The domain */
          name: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    /** Delete a domain that has no accounts */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The domain */
          name: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    /** Change a domain's settings */
    patch: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The domain */
          name: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** on or off: mail in this domain's name needs a login */
            require_smtp_auth?: string;
            /** on or off: user+detail reaches user */
            plus_addressing?: string;
            /** disabled, enabled or forced: what users show besides their password */
            second_factor?: string;
            /** Characters of a password at least; 0: as the server asks */
            password_length?: number;
            /** Strength of a password at least, up to 4; 0: as the server asks */
            password_strength?: number;
            /** Days after which a password is changed; 0: as the server asks */
            password_expires_after?: number;
            /** on or off: a user is told by mail when an administrator acts in his name */
            tell_impersonation?: string;
            /** on or off: who has forgotten his password may ask for a token to his recovery address */
            self_reset?: string;
            /** Where mail to unknown names goes; empty: it is refused */
            catch_all?: string;
            /** What becomes of spam: low=inbox,medium=junk,high=refuse,blocked=junk (or quarantine); what is left out is as the server says */
            spam_actions?: string;
            /** Ends of names of attachments that are not taken, besides those of the server: zip, rar */
            attachment_extensions?: string;
            /** on or off: off stops login and new mail */
            active?: string;
            /** off, deny or allow: whether the listed countries may not, or alone may, log in */
            country_rule?: string;
            /** Of the rule, in two letters each: DE FR */
            countries?: Array<string>;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    trace?: never;
  };
  "/api/v1/domains/{name}/dns": {
    /** Print the records that a domain needs in the DNS, and which of them are there */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The domain */
          name: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domains/{name}/names": {
    get?: never;
    put?: never;
    /** Give a domain another name */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The domain */
          name: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** The other name */
            other_name: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/domains/{name}/passwords/expire": {
    get?: never;
    put?: never;
    /** End the passwords of a domain's accounts */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The domain */
          name: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** Only those that break the policy */
            only_weak?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/events": {
    /** Say what changes: blocks, the queue, settings, sessions, the audit, counts, certificates */
    get: {
      parameters: {
        query?: {
          /** What came after the change of this number; else new ones */
          after?: number;
        };
        header?: {
          /** What was seen last; goes before `after` */
          "Last-Event-ID"?: number;
        };
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "text/event-stream": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/first-owner": {
    get?: never;
    put?: never;
    /** Make the first owner of a server that nobody administers yet, once, by the link that it showed when it started */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** What stands behind # in the link */
            token: string;
            /** The owner's */
            name: string;
            /** His, of his own choice */
            password: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/forgotten-password": {
    get?: never;
    put?: never;
    /** Set a user's forgotten password anew, once, by a token; all his sessions end */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** What `postern password reset-link` has made, or was sent */
            token: string;
            /** The new password */
            password: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ids/blocks": {
    /** List what is held against addresses and accounts */
    get: {
      parameters: {
        query?: {
          /** Only those whose subject or rule holds this */
          text?: string;
          /** At most so many items; 100 when not given */
          limit?: number;
          /** What `next` said of the page before */
          cursor?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Block a network by hand; says who has logged in from there */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** 192.0.2.7, 192.0.2.0/24, 2001:db8::/48 */
            network: string;
            /** How long: 2h, 7d; until it is lifted when not given */
            for?: string;
            /** Only these: smtp, submission, imap, pop3, web, admin, sieve */
            services?: Array<string>;
            /** Why, for whoever finds it */
            description?: string;
            /** Only show whom it would shut out */
            preview?: boolean;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ids/blocks/stream": {
    /** Show blocks as they are made and lifted */
    get: {
      parameters: {
        query?: {
          /** What came after the change of this number; else new ones */
          after?: number;
        };
        header?: {
          /** What was seen last; goes before `after` */
          "Last-Event-ID"?: number;
        };
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "text/event-stream": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ids/blocks/{subject}": {
    /** Show the events that led to a block */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** An address or network as in ids blocks, an account's address, or an administrator's name */
          subject: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    /** Lift what is held against an address, network or account, and count from nothing */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** An address or network as in ids blocks, an account's address, or an administrator's name */
          subject: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ids/fold": {
    get?: never;
    put?: never;
    /** Block a network as a whole in place of the addresses of it that are blocked */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": {
            /** The network that is to be blocked as a whole; shows those that could be when not given */
            network?: string;
            /** Do it: without, only what it would do and whom it would shut out is shown */
            yes?: boolean;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ids/permanent": {
    get?: never;
    put?: never;
    /** Deny what is blocked until that is taken back */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** 192.0.2.7, 192.0.2.1-192.0.2.9, 192.0.2.0/24, 2001:db8::/48 */
            network: string;
            /** Whom to ask about it */
            owner?: string;
            /** Why, for whoever finds it */
            description?: string;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ids/preset": {
    get?: never;
    /** Replace all rules by a set that comes along */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** strict (as shipped), balanced or relaxed */
            set: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ids/rules": {
    /** List the rules */
    get: {
      parameters: {
        query?: {
          /** At most so many items; 100 when not given */
          limit?: number;
          /** What `next` said of the page before */
          cursor?: string;
          /** Only items that have it in one of their members */
          text?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ids/rules/{rule}/simulation": {
    /** Show whom a rule would have acted on, and who of them was rightful */
    get: {
      parameters: {
        query?: {
          /** How far back: 2h, 7d; 30d when not given */
          since?: string;
          /** As if this were its threshold */
          threshold?: number;
          /** As if this were its time frame */
          minutes?: number;
        };
        header?: never;
        path: {
          /** A rule's name */
          rule: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ids/trust": {
    get?: never;
    put?: never;
    /** Lift what is held against a network, and spare it the rules against guessing from here on */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** 192.0.2.7, 192.0.2.1-192.0.2.9, 192.0.2.0/24, 2001:db8::/48 */
            network: string;
            /** Whom to ask about it */
            owner?: string;
            /** Why, for whoever finds it */
            description?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/logs": {
    /** Search the logs */
    get: {
      parameters: {
        query?: {
          /** Anywhere in the line */
          text?: string;
          /** Only these logs: smtp_in, delivery, imap, ... */
          logs?: Array<string>;
          /** How far back: 15m, 2h, 7d */
          since?: string;
          /** The client's address */
          ip?: string;
          /** Account, sender or recipient */
          account?: string;
          /** A message's id */
          message?: string;
          /** One session, as the log names it */
          session?: string;
          /** All lines of the sessions that match */
          sessions?: boolean;
          /** The last so many; 1000 when not given */
          limit?: number;
          /** Each line as the JSON object that is kept */
          raw?: boolean;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/logs/stream": {
    /** Show new lines as they are written */
    get: {
      parameters: {
        query?: {
          /** Anywhere in the line */
          text?: string;
          /** Only these logs: smtp_in, delivery, imap, ... */
          logs?: Array<string>;
          /** How far back: 15m, 2h, 7d */
          since?: string;
          /** The client's address */
          ip?: string;
          /** Account, sender or recipient */
          account?: string;
          /** A message's id */
          message?: string;
          /** One session, as the log names it */
          session?: string;
          /** All lines of the sessions that match */
          sessions?: boolean;
          /** The last so many; 1000 when not given */
          limit?: number;
          /** Each line as the JSON object that is kept */
          raw?: boolean;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "text/event-stream": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/logs/verification": {
    /** Check that no line of the administration log was changed or taken out */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/logs/{log}/days/{day}": {
    /** Give out one log of one day, or what matches of it, however long it is */
    get: {
      parameters: {
        query?: {
          /** Only lines that have it anywhere */
          text?: string;
          /** The client's address */
          ip?: string;
          /** Account, sender or recipient */
          account?: string;
          /** A message's id */
          message?: string;
          /** One session, as the log names it */
          session?: string;
          /** All lines that the sessions which match have in this log on that day */
          sessions?: boolean;
          /** Each line as the JSON object that is kept */
          raw?: boolean;
        };
        header?: never;
        path: {
          /** Which log: smtp_in, delivery, imap, ... */
          log: string;
          /** Which day, in UTC: 2026-11-26 */
          day: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "text/plain": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/openapi.json": {
    /** This description */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/password-compliance": {
    /** List the accounts whose password breaks the policy or has expired, and why */
    get: {
      parameters: {
        query?: {
          /** Only this domain */
          domain?: string;
          /** Also those that were set longer ago than this, such as 365d */
          older_than?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/quarantine": {
    /** List the messages that are held for what they are, the longest first */
    get: {
      parameters: {
        query?: {
          /** Only what is for this domain, or was sent from it */
          domain?: string;
          /** At most so many; 1000 when not given */
          limit?: number;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/quarantine/{id}": {
    /** Show one of them as text: its header and its beginning */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The message's queue id */
          id: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    /** Delete a message without telling anybody */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The message's queue id */
          id: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/quarantine/{id}/release": {
    get?: never;
    put?: never;
    /** Let a message go on its way */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The message's queue id */
          id: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/queue": {
    /** List mail that waits, by when it is tried next */
    get: {
      parameters: {
        query?: {
          /** Those that wait for this domain */
          domain?: string;
          /** Those that this account has sent */
          account?: string;
          /** Those with this in the address of the sender or a recipient */
          text?: string;
          /** At most so many; 1000 when not given */
          limit?: number;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/queue/delete": {
    get?: never;
    put?: never;
    /** Delete waiting mail without telling its sender */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": {
            /** The message's queue id */
            id?: string;
            /** Those that wait for this domain */
            domain?: string;
            /** Those that this account has sent */
            account?: string;
            /** Those with this in the address of the sender or a recipient */
            text?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/queue/domains": {
    /** List the domains that mail waits for */
    get: {
      parameters: {
        query?: {
          /** At most so many; 1000 when not given */
          limit?: number;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/queue/force": {
    get?: never;
    put?: never;
    /** Try waiting mail now, also what is held */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": {
            /** The message's queue id */
            id?: string;
            /** Those that wait for this domain */
            domain?: string;
            /** Those that this account has sent */
            account?: string;
            /** Those with this in the address of the sender or a recipient */
            text?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/queue/hold": {
    get?: never;
    put?: never;
    /** Hold waiting mail until it is forced */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": {
            /** The message's queue id */
            id?: string;
            /** Those that wait for this domain */
            domain?: string;
            /** Those that this account has sent */
            account?: string;
            /** Those with this in the address of the sender or a recipient */
            text?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/queue/redirect": {
    get?: never;
    put?: never;
    /** Send waiting mail to somebody else in place of its recipients */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** Who gets it in place of its recipients */
            to: string;
            /** The message's queue id */
            id?: string;
            /** Those that wait for this domain */
            domain?: string;
            /** Those that this account has sent */
            account?: string;
            /** Those with this in the address of the sender or a recipient */
            text?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/queue/restart": {
    get?: never;
    put?: never;
    /** Try waiting mail as if it had just come in */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": {
            /** The message's queue id */
            id?: string;
            /** Those that wait for this domain */
            domain?: string;
            /** Those that this account has sent */
            account?: string;
            /** Those with this in the address of the sender or a recipient */
            text?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/queue/stream": {
    /** Show what comes into the queue, changes and leaves it */
    get: {
      parameters: {
        query?: {
          /** What came after the change of this number; else new ones */
          after?: number;
        };
        header?: {
          /** What was seen last; goes before `after` */
          "Last-Event-ID"?: number;
        };
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "text/event-stream": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/queue/{id}": {
    /** Show one waiting message: who it waits for, and what was answered */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The message's queue id */
          id: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/secrets": {
    /** List the secrets that are kept by name, and which settings name them */
    get: {
      parameters: {
        query?: {
          /** At most so many items; 100 when not given */
          limit?: number;
          /** What `next` said of the page before */
          cursor?: string;
          /** Only items that have it in one of their members */
          text?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/secrets/{name}": {
    get?: never;
    /** Keep a secret that settings name: it is asked for, or read from standard input */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** As settings name it: letters, digits, "-", "_" and "." */
          name: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** The secret */
            value: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    post?: never;
    /** Delete a secret that no setting names any more */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** As settings name it: letters, digits, "-", "_" and "." */
          name: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/senders/{owner}": {
    /** List the senders that an account or a domain trusts and blocks */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address, or the domain */
          owner: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/senders/{owner}/blocked": {
    get?: never;
    put?: never;
    /** Keep senders out of the inbox, proven or not: see spam_actions of accounts and domains */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The account's address, or the domain */
          owner: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** Addresses, domains, or .domain for all below it */
            senders: Array<string>;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/senders/{owner}/trusted": {
    get?: never;
    put?: never;
    /** Let nothing count against senders, once SPF, DKIM or DMARC proves that it is they */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** The account's address, or the domain */
          owner: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** Addresses, domains, or .domain for all below it */
            senders: Array<string>;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/senders/{owner}/{sender}": {
    get?: never;
    put?: never;
    post?: never;
    /** Take a sender out of the list that it is in */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address, or the domain */
          owner: string;
          /** The entry, as the list shows it */
          sender: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/server": {
    /** Say whether the server runs and what it serves */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/server/diagnostics": {
    /** Describe the state of the server in one JSON document for somebody who helps; it says what it leaves out */
    get: {
      parameters: {
        query?: {
          /** With the addresses of people that stand in settings */
          people?: boolean;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/server/plan": {
    get?: never;
    put?: never;
    /** Apply a plan of settings, domains and accounts; safe to repeat */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** JSON: settings, domains, accounts; what is there already stays */
            plan: string;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/server/test-message": {
    get?: never;
    put?: never;
    /** Send a test message, here or elsewhere */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** Any address, here or elsewhere */
            to: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/service-accounts": {
    /** List the service accounts, and when each was last used */
    get: {
      parameters: {
        query?: {
          /** Only this domain */
          domain?: string;
          /** At most so many items; 100 when not given */
          limit?: number;
          /** What `next` said of the page before */
          cursor?: string;
          /** Only items that have it in one of their members */
          text?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Make an account that only sends, and show its password, this once */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** The name it logs in with, such as printer@example.org */
            address: string;
            /** From where it sends, such as 192.0.2.7 or 192.0.2.0/24 */
            networks: Array<string>;
            /** In whose name it sends: addresses of this server, or @domain; else only its own */
            senders?: Array<string>;
            /** So many recipients an hour; 100 when not given */
            hourly?: number;
            /** Its life, such as 90d; never: it does not end */
            expires_in?: string;
            /** What it is for, and whom to ask */
            description?: string;
          };
        };
      };
      responses: {
        201: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/service-accounts/{address}": {
    /** Show one service account */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The name it logs in with, such as printer@example.org */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    /** Take a service account away; its sessions end */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The name it logs in with, such as printer@example.org */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    /** Change a service account's bounds, or its password */
    patch: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The name it logs in with, such as printer@example.org */
          address: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** From where it sends, in place of those it has */
            networks?: Array<string>;
            /** In whose name it sends: addresses of this server, or @domain; else only its own */
            senders?: Array<string>;
            /** So many recipients an hour; 100 when not given */
            hourly?: number;
            /** Its life, such as 90d; never: it does not end */
            expires_in?: string;
            /** What it is for, and whom to ask */
            description?: string;
            /** It sends nothing more */
            disable?: boolean;
            /** Undo disable */
            enable?: boolean;
            /** Make a password in place of the one it has, and show it, this once */
            new_password?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    trace?: never;
  };
  "/api/v1/session": {
    /** Say who calls, and what he may do */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Log in, and get the cookie of a session */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** The administrator, or a user's address */
            name: string;
            /** His password */
            password: string;
            /** What the authenticator app shows; nothing at an administrator's first login, or from a user who has none */
            code?: string;
          };
        };
      };
      responses: {
        201: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    /** End this session */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/all": {
    /** List where you are signed in: pages, and connections of mail programs */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    /** End all your sessions but this one */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/all/{id}": {
    get?: never;
    put?: never;
    post?: never;
    /** End one of your sessions, or a mail program's connection */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** As the list shows it */
          id: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/by-passkey": {
    get?: never;
    put?: never;
    /** Log in by a passkey alone, and get the cookie of a session */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** The one that was asked for, base64url */
            challenge: string;
            /** rawId, base64url */
            credential: string;
            /** response.clientDataJSON, base64url */
            client_data: string;
            /** response.authenticatorData, base64url */
            authenticator_data: string;
            /** response.signature, base64url */
            signature: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/own-challenge": {
    get?: never;
    put?: never;
    /** Get what a new passkey, or one to prove yourself by, has to sign */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/own-second-factor": {
    get?: never;
    /** A user turns his second factor on by a code of the app, and is shown the recovery codes; this session goes on */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** What the authenticator app shows */
            code: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/passkey-challenge": {
    get?: never;
    put?: never;
    /** Get what a passkey has to sign to log in */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/passkeys": {
    /** List your passkeys */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Add a passkey; the first one makes the session a full one */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** The one that was asked for, base64url */
            challenge: string;
            /** response.clientDataJSON, base64url */
            client_data: string;
            /** response.attestationObject, base64url */
            attestation: string;
            /** What you call it, such as "key on my desk" */
            label: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/passkeys/{id}": {
    get?: never;
    put?: never;
    post?: never;
    /** Remove one of your passkeys */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** As the list shows it */
          id: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/proof": {
    get?: never;
    put?: never;
    /** Show a code again, before what only who did so lately may do */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** What the authenticator app shows, or a recovery code */
            code: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/proof-by-passkey": {
    get?: never;
    put?: never;
    /** Show a passkey again, before what only who did so lately may do */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** The one that was asked for, base64url */
            challenge: string;
            /** rawId, base64url */
            credential: string;
            /** response.clientDataJSON, base64url */
            client_data: string;
            /** response.authenticatorData, base64url */
            authenticator_data: string;
            /** response.signature, base64url */
            signature: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/proof-by-password": {
    get?: never;
    put?: never;
    /** A user shows his password, and code, again, before what only who did so lately may do */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** His password */
            password: string;
            /** What the authenticator app shows, for who has a second factor */
            code?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/recovery-address": {
    get?: never;
    /** Show that token: the address counts from then on */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** What was sent there */
            token: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    /** A user names where he is reached when his password is forgotten, and is sent a token there */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** Elsewhere; a token is sent there */
            address: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/reset-request": {
    get?: never;
    put?: never;
    /** Ask for a token for a forgotten password; it goes to the account's recovery address, if it may */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** The account's address */
            name: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/second-factor": {
    get?: never;
    /** Show the app's first code: the session is a full one from then on */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** What the authenticator app shows, or a recovery code */
            code: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    /** Get the secret for an authenticator app */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/sessions": {
    /** List the sessions of administrators and users, and who acts in whose name */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings": {
    /** List all settings with their values */
    get: {
      parameters: {
        query?: {
          /** Only those that differ from the shipped value */
          changed?: boolean;
          /** At most so many items; 100 when not given */
          limit?: number;
          /** What `next` said of the page before */
          cursor?: string;
          /** Only items that have it in one of their members */
          text?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings-file": {
    /** Print the changed settings as a file for plan and apply */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    /** Change settings to what a file says, all or none */
    put: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** A file such as settings export writes */
            file: string;
            /** What the file does not name goes back to its shipped value */
            exact?: boolean;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings-file/plan": {
    get?: never;
    put?: never;
    /** Say what applying a file would change */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** A file such as settings export writes */
            file: string;
            /** What the file does not name goes back to its shipped value */
            exact?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings-history": {
    /** List the changes of settings, newest first */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings-history/{number}/rollback": {
    get?: never;
    put?: never;
    /** Put all settings back to what they were before a change */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path: {
          /** Of the change, as settings history lists it */
          number: number;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings-schema": {
    /** Print the schema of all settings */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings/{key}": {
    /** Show one setting, what it does and why it ships as it does */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** Such as smtp.max_message_size */
          key: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    /** Change a setting */
    put: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** Such as smtp.max_message_size */
          key: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** Such as "50 MiB" */
            value: string;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    post?: never;
    /** Put a setting back to its shipped value */
    delete: {
      parameters: {
        query?: {
          /** Also when it shuts out the address you call from */
          even_me?: boolean;
        };
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** Such as smtp.max_message_size */
          key: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings/{key}/secret": {
    get?: never;
    /** Change a setting that is a secret: it is asked for, or read from standard input */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** Such as smtp.max_message_size */
          key: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** The secret */
            value: string;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/smtp-blocks": {
    /** List what is refused by name */
    get: {
      parameters: {
        query?: {
          /** Only those whose name or description holds this */
          text?: string;
        };
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Refuse a sender, domain or client, in place of an earlier block of it */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** sender, domain (and those below), or client (what it says at EHLO) */
            kind: string;
            /** ann@evil.test for a sender, evil.test for a domain or client */
            name: string;
            /** inbound (from strangers), outbound (from our users) or both, which it is when not given */
            way?: string;
            /** Refuse for now (4xx), so that a mail server tries again */
            soft?: boolean;
            /** How long: 2h, 7d; until it is removed when not given */
            for?: string;
            /** Why, for whoever finds it */
            description?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/smtp-blocks/{kind}/{name}": {
    get?: never;
    put?: never;
    post?: never;
    /** Take mail again */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** sender, domain (and those below), or client (what it says at EHLO) */
          kind: string;
          /** ann@evil.test for a sender, evil.test for a domain or client */
          name: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tls-reports/send": {
    get?: never;
    put?: never;
    /** Send other domains their reports on TLS, as far as they ask for them */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": {
            /** Up to which day, as 2026-11-25; yesterday when none is given */
            day?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens": {
    /** List the tokens */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Make a token for a program that calls the API, and show it, this once */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** The administrator in whose name it calls */
            name: string;
            /** What it is for */
            label: string;
            /** Some of reader, security, domains, queue, owner; at most his own count */
            roles: Array<string>;
            /** From where; else from wherever he may come */
            networks?: Array<string>;
            /** Its life, such as 30d; else 90d */
            expires_in?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/{number}": {
    get?: never;
    put?: never;
    post?: never;
    /** Take a token away */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** Its number in the list */
          number: number;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        204: {
          headers: Record<string, unknown>;
          content?: never;
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/version": {
    get?: never;
    put?: never;
    /** Say which release this is, and which newer ones there are; the exit code is 3 when one of them closes a hole */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** The same request with the same key is carried out once in 24 hours */
          "Idempotency-Key"?: string;
        };
        path?: never;
      };
      requestBody?: {
        content: {
          "application/json": {
            /** Ask the feed of releases first, and not only once a day with the daily audit */
            check?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: Record<string, never>;
  responses: {
    problem: {
      headers: Record<string, unknown>;
      content: {
        "application/problem+json": {
          type?: string;
          title?: string;
          status?: number;
          detail?: string;
          kind?: string;
        };
      };
    };
  };
}
