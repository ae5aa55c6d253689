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
            "application/json": {
              items: Array<components["schemas"]["Account"]>;
              next?: string;
            };
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
            /** What its owner may use, of smtp (sending), imap, pop3, sieve, web; without it, what its domain has for new accounts */
            services?: Array<string>;
          };
        };
      };
      responses: {
        201: {
          headers: Record<string, unknown>;
          content: {
            "application/json": {
              address: string;
              display_name: string;
              status: components["schemas"]["Standing"] | "contained" | "receiving";
              kind: "person" | "service";
              quota: number;
              used_bytes: number;
              created: string;
              second_factor: boolean;
              country_rule: components["schemas"]["CountryRule"];
              countries: Array<string>;
              spam_actions: string;
              services: Array<string>;
              password_changed: string | "";
              last_login: string | "";
              password?: string;
            };
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
            "application/json": components["schemas"]["AccountInFull"];
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
            /** No login; mail for it is taken, and goes on or is answered as its owner has said */
            receive_only?: boolean;
            /** Undo disable, or receive-only */
            enable?: boolean;
            /** What its owner may use, of smtp (sending), imap, pop3, sieve, web; the rest is closed to every key of the account */
            services?: Array<string>;
            /** off, deny or allow: whether the listed countries may not, or alone may, log in */
            country_rule?: string;
            /** Of the rule, in two letters each: DE FR */
            countries?: Array<string>;
            /** What becomes of spam: low=inbox,medium=junk,high=refuse,blocked=junk (or quarantine); what is left out is as the domain says */
            spam_actions?: string;
            /** Elsewhere, for when the password is forgotten; empty: nowhere */
            recovery_address?: string;
            /** In which the server writes to its owner: en, de, or domain, as that says */
            language?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["AccountInFull"];
          };
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
            "application/json": Array<{
              number: number;
              label: string;
              protocols: Array<string>;
              networks: Array<string>;
              read_only: boolean;
              created: string;
              expires: string | "";
              last_used: string | "";
              last_used_from: string;
            }>;
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
            "application/json": {
              number: number;
              label: string;
              protocols: Array<string>;
              networks: Array<string>;
              read_only: boolean;
              created: string;
              expires: string | "";
              password: string;
            };
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
            "application/json": components["schemas"]["AutoReply"];
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
            "application/json": components["schemas"]["AutoReply"];
          };
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
            "application/json": components["schemas"]["AutoReply"];
          };
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{address}/contain": {
    get?: never;
    put?: never;
    /** Shut a stranger out of an account in one act: its password, keys and sessions end and its waiting mail is held; mail for it is still taken */
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
            /** Why, in one line: it is logged */
            reason: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["Containment"];
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
            "application/json": components["schemas"]["Impersonation"];
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
  "/api/v1/accounts/{address}/known-devices": {
    /** List from where, and with which browsers, an account has logged in within 30 days */
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
            "application/json": Array<components["schemas"]["KnownDevice"]>;
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
  "/api/v1/accounts/{address}/known-devices/{id}": {
    get?: never;
    put?: never;
    post?: never;
    /** Let an address or a browser in no more while the account is under attack */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address */
          address: string;
          /** Its id in the list */
          id: string;
        };
      };
      requestBody?: never;
      responses: {
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
  "/api/v1/accounts/{address}/language": {
    get?: never;
    /** Set the language in which the server writes to the owner of an account */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The account's address */
          address: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** en, de, or domain: as the domain says */
            language: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["AccountInFull"];
          };
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
            "application/json": Array<{
              number: number;
              label: string;
              protocols: Array<string>;
              networks: Array<string>;
              read_only: boolean;
              created: string;
              access_expires: string;
              refresh_expires: string;
              last_used: string | "";
              last_used_from: string;
            }>;
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
            "application/json": {
              number: number;
              label: string;
              protocols: Array<string>;
              networks: Array<string>;
              read_only: boolean;
              created: string;
              access_expires: string;
              refresh_expires: string;
              access_token: string;
              refresh_token: string;
            };
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
            "application/json": components["schemas"]["TokenPair"];
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
    /** Set an account's password; its owner sets his own in a session of the pages */
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
            "application/json": {
              password?: string;
            };
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
            "application/json": {
              strength: number;
              broken: Array<{
                rule: string;
                text: string;
              }>;
            };
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
            "application/json": components["schemas"]["PasswordPolicy"];
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
    /** End an account's password: the next sign-in to the pages asks for a new one, and after the grace it sends nothing */
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
            "application/json": {
              token: string;
              link: string;
              expires: string;
            };
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
  "/api/v1/accounts/{address}/recover": {
    get?: never;
    put?: never;
    /** Give a contained account back to its owner */
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
            /** Make a password and show it */
            generate?: boolean;
            /** Give the password; with neither, a link is made by which its owner sets one */
            password?: string;
            /** What becomes of the mail that is held: keep (as without the word), release, delete */
            mail?: string;
            /** Take away where a forgotten password is reset, whenever it was set; else if it was within the 7 days before */
            forget_recovery_address?: boolean;
            /** Leave it in any case */
            keep_recovery_address?: boolean;
            /** Also take its second factor away */
            remove_second_factor?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": {
              messages: number;
              password?: string;
              token?: string;
              link?: string;
              expires?: string;
            };
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
  "/api/v1/accounts/{address}/rename": {
    get?: never;
    put?: never;
    /** Give an account another name before the @; aliases and catch-alls that name it follow */
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
            /** What stands before the @ from now on */
            name: string;
            /** Mail for the old address is refused; without it the old one stays as an alias */
            drop_old?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["AccountInFull"];
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
            "application/json": components["schemas"]["SecondFactor"];
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
            "application/json": {
              second_factor: boolean;
              recovery_codes: Array<string>;
            };
          };
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
            "application/json": components["schemas"]["SecondFactorSecret"];
          };
        };
        default: components["responses"]["problem"];
      };
    };
    /** Take an account's second factors away, its passkeys too, such as when the device is lost */
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
            "application/json": {
              recovery_codes: Array<string>;
            };
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
            "application/json": {
              host_name: string;
              user_name: string;
              services: Array<{
                service: string;
                port: number;
                tls: string;
              }>;
              takes_tokens: boolean;
            };
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
            "application/json": Array<{
              at: string;
              service: string;
              ip: string;
              country: string;
              tls: boolean;
              cause: string;
            }>;
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
  "/api/v1/accounts/{address}/trail": {
    /** What was done in an account since a moment: who got in, what was sent, what was changed */
    get: {
      parameters: {
        query?: {
          /** A time, 2026-11-26T08:00:00Z, or how far back, 7d; else the first login of the last seven days from an address that the account was not opened from before, or seven days */
          since?: string;
        };
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
            "application/json": components["schemas"]["AccountTrail"];
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
            "application/json": Array<components["schemas"]["Administrator"]>;
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
            "application/json": {
              name: string;
              roles: Array<components["schemas"]["Role"]>;
              domains: Array<string> | null;
              status: components["schemas"]["Standing"];
              second_factor: boolean;
              passkeys: number;
              recovery_codes_left: number;
              networks: Array<{
                network: string;
                description: string;
              }>;
              sessions: number;
              created: string;
              password_changed: string;
              last_login: string | "";
              last_login_ip: string;
              last_login_country: string;
              last_failed_login: string | "";
              last_failed_login_ip: string;
              last_failed_login_country: string;
              password?: string;
            };
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
            "application/json": components["schemas"]["Administrator"];
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
            "application/json": components["schemas"]["Administrator"];
          };
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
            "application/json": components["schemas"]["Administrator"];
          };
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
            "application/json": {
              password?: string;
            };
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
            "application/json": {
              items: Array<components["schemas"]["Alias"]>;
              next?: string;
            };
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
            /** Who may write to it: everybody, or by their login people-here, who have an account of this server, or members, the accounts that it leads to */
            open_to?: string;
          };
        };
      };
      responses: {
        201: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["Alias"];
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
  "/api/v1/aliases/{alias}": {
    get?: never;
    /** Change an alias: its targets, and who may write to it and send as it */
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
            /** Who may write to it: everybody, or by their login people-here, who have an account of this server, or members, the accounts that it leads to */
            open_to?: string;
            /** Undo members-may-send */
            members_may_not_send?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["Alias"];
          };
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
            "application/json": Array<components["schemas"]["AllowEntry"]>;
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
            /** Of: brute-force, denial-of-service, harvesting, password-retrieval (the rules of these kinds), smtp-authentication, spam-checks, greylisting; nothing makes an exception to a denied network */
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
            "application/json": Array<components["schemas"]["AllowEntry"]>;
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
            "application/json": {
              removed: number;
            };
          };
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
            /** Also what passed and what could not be checked, and what was looked at */
            all?: boolean;
            /** Only these checks: settings, ids, relay, listeners, certificates, accounts, dns, files, process or system */
            group?: string;
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
            "application/json": components["schemas"]["AuditReport"];
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
            "application/json": {
              score: number;
              new: Array<components["schemas"]["AuditFinding"]>;
              gone: Array<components["schemas"]["AuditFinding"]>;
            };
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
            "application/json": {
              items: Array<components["schemas"]["AuditRun"]>;
              next?: string;
            };
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
            "application/json": Array<components["schemas"]["PastMending"]>;
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
            "application/json": {
              changes: Array<components["schemas"]["Mended"]>;
              changed_since: Array<components["schemas"]["Mended"]>;
              mending: number | null;
            };
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
            "application/json": Array<components["schemas"]["Certificate"]>;
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
            /** The names that the files had where they come from */
            file_names?: Array<string>;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": Array<components["schemas"]["Certificate"]>;
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
            "application/json": string;
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
  "/api/v1/certificates/pfx": {
    get?: never;
    put?: never;
    /** Store a certificate with its key from a PFX file and use it at once */
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
            /** PFX (PKCS #12) file: the certificate, its key, and what it was signed with */
            file: string;
            /** The file has a passphrase */
            passphrase?: string;
            /** The names that the files had where they come from */
            file_names?: Array<string>;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": Array<components["schemas"]["Certificate"]>;
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
            "application/json": {
              left_out: Array<string>;
            };
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
          /** Only those that do this: greeting, handshake, login, command, envelope, message, working, sending, idle */
          state?: string;
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
            "application/json": {
              items: Array<components["schemas"]["Connection"]>;
              next?: string;
            };
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
            "application/json": {
              begin: string;
              step_seconds: number;
              series: Record<string, Array<number>>;
            };
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
            "application/json": Array<{
              name: string;
              of_a_step: "highest" | "sum";
              text: string;
            }>;
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
            "application/json": Array<components["schemas"]["DenyEntry"]>;
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
            "application/json": {
              accounts_that_logged_in_from_there: number;
              denied?: Array<components["schemas"]["DenyEntry"]>;
            };
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
            /** The names that the files had where they come from */
            file_names?: Array<string>;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["ListImport"];
          };
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
            "application/json": {
              removed: number;
            };
          };
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
            "application/json": components["schemas"]["ReportsSent"];
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
            "application/json": Array<components["schemas"]["DomainDrift"]>;
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
            "application/json": Array<components["schemas"]["PastPropagation"]>;
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
            "application/json": components["schemas"]["Propagation"];
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
            "application/json": {
              number: number | null;
              changes: Array<components["schemas"]["DomainChange"]>;
              changed_since: Array<{
                domain: string;
                setting: string;
              }>;
            };
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
  "/api/v1/domain-schema": {
    /** Print what can be set in a domain: what it may be, what is weaker, and what the server asks of all */
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
            "application/json": components["schemas"]["SettingsSchema"];
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
            "application/json": {
              items: Array<components["schemas"]["ListedDomain"]>;
              next?: string;
            };
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
            "application/json": components["schemas"]["Domain"];
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
            "application/json": Array<components["schemas"]["Complaint"]>;
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
            "application/json": Array<components["schemas"]["DkimKey"]>;
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
            "application/json": Array<components["schemas"]["DkimKey"]>;
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
            "application/json": Array<components["schemas"]["DkimKey"]>;
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
            "application/json": Array<components["schemas"]["DmarcSource"]>;
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
            "application/json": Array<components["schemas"]["TlsReport"]>;
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
    /** Show one domain, and what of it who asks may set */
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
            "application/json": components["schemas"]["DomainInFull"];
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    post?: never;
    /** Delete a domain that has no accounts, or all of them with it */
    delete: {
      parameters: {
        query?: {
          /** Its accounts go too, one after another, with all their mail */
          with_accounts?: boolean;
        };
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
            /** on or off: Nobody sends as the domain from outside without one. */
            require_smtp_auth?: string;
            /** on or off: ann+shop reaches ann. */
            plus_addressing?: string;
            /** disabled, enabled or forced: What people show besides their password. Never less than the server asks. */
            second_factor?: string;
            /** 0 is as the server asks; another number may only be stricter. */
            password_length?: number;
            /** 1 to 4. 0 is as the server asks; another number may only be stricter. */
            password_strength?: number;
            /** 0 is as the server asks; another number may only be stricter. */
            password_expires_after?: number;
            /** 0 is as the server asks; another number may only be stricter. */
            password_numbers?: number;
            /** 0 is as the server asks; another number may only be stricter. */
            password_capitals?: number;
            /** 0 is as the server asks; another number may only be stricter. */
            password_lowercase?: number;
            /** 0 is as the server asks; another number may only be stricter. */
            password_symbols?: number;
            /** 0 is as the server asks; another number may only be stricter. */
            password_remember?: number;
            /** on or off: By mail, with the reason, when an administrator acts in a user's name, sets his password, takes away his second factor, or makes a token or an application password for the account. The administration log knows in any case. */
            tell_impersonation?: string;
            /** on or off: Anybody may ask for a token that sets a user's password anew; it goes to the recovery address of the account, if there is one, at most five times a day. */
            self_reset?: string;
            /** Ends of file names, besides those of the server: zip, rar */
            attachment_extensions?: Array<string>;
            /** off, deny or allow: Besides what the server says. */
            country_rule?: string;
            /** In two letters each: DE, FR */
            countries?: Array<string>;
            /** server, inbox, junk, quarantine or refuse: What becomes of mail that is a little suspicious. */
            spam_low?: string;
            /** server, inbox, junk, quarantine or refuse: What becomes of mail that is likely spam. */
            spam_medium?: string;
            /** server, inbox, junk, quarantine or refuse: What becomes of mail that is surely spam. */
            spam_high?: string;
            /** server, inbox, junk, quarantine or refuse: What becomes of mail of senders that were blocked. */
            spam_blocked?: string;
            /** Where mail to unknown names goes. Empty: it is refused. */
            catch_all?: string;
            /** More are not made, by whomever. Service accounts count. 0: any number. */
            most_accounts?: number;
            /** More are not made, by whomever. 0: any number. */
            most_aliases?: number;
            /** A larger one that comes to the domain or from its people is refused. 0: as the server takes it. */
            largest_message?: string;
            /** What its people hold together. Mail that would lead beyond it waits with its sender, and is given up at last. 0: as much as their quotas allow. */
            most_storage?: string;
            /** Of smtp (sending), imap, pop3, sieve and web; the rest is closed to an account that is made in the domain, unless its maker says otherwise. Accounts that are there stay as they are. */
            new_account_services?: Array<string>;
            /** What an account may hold that is made in the domain, unless its maker says otherwise. 0: as the server says. Accounts that are there stay as they are. */
            new_account_quota?: string;
            /** server, en or de: In which the server writes to people of the domain: that a password ends, what an administrator has done, that mail did not arrive. Each may choose his own. */
            language?: string;
            /** on or off: off stops login and new mail */
            active?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["DomainInFull"];
          };
        };
        default: components["responses"]["problem"];
      };
    };
    trace?: never;
  };
  "/api/v1/domains/{name}/counts": {
    /** Show how much mail a domain had by days (UTC), what of it bounced, what was held or refused as spam, and its logins */
    get: {
      parameters: {
        query?: {
          /** How far back, such as 7d or 400d; 30d when not given */
          since?: string;
        };
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
            "application/json": {
              begin: string;
              step_seconds: number;
              series: Record<string, Array<number>>;
            };
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
            "application/json": Array<components["schemas"]["DnsRecord"]>;
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
  "/api/v1/domains/{name}/health": {
    /** Tell whether clients of a domain are shown a good certificate, and whose mailboxes are nearly full */
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
            "application/json": components["schemas"]["DomainHealth"];
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
            "application/json": {
              expired: number;
            };
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
  "/api/v1/events": {
    /** Say what changes: blocks, the queue, quarantine, connections, settings, sessions, the audit, counts, certificates */
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
            "text/event-stream": {
              number: number;
              kind: string;
              key?: string;
            } | components["schemas"]["Missed"];
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
  "/api/v1/first-owner/check": {
    get?: never;
    put?: never;
    /** How strong a password is that the first owner may have, and which rules it would break; nothing is set, and the link stays good */
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
            /** What is to be looked at */
            password: string;
            /** The owner's, which is not to be in it */
            name?: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": {
              strength: number;
              broken: Array<{
                rule: string;
                text: string;
              }>;
            };
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
  "/api/v1/first-owner/policy": {
    get?: never;
    put?: never;
    /** What the first owner's password has to be; the link stays good */
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
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["PasswordPolicy"];
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
  "/api/v1/forgotten-password/check": {
    get?: never;
    put?: never;
    /** How strong a password is that a token may set, and which rules it would break; nothing is set, and the token stays good */
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
            /** What is to be looked at */
            password: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": {
              strength: number;
              broken: Array<{
                rule: string;
                text: string;
              }>;
            };
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
  "/api/v1/forgotten-password/policy": {
    get?: never;
    put?: never;
    /** What the password has to be that a token sets; the token stays good */
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
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["PasswordPolicy"];
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
  "/api/v1/greylist": {
    /** List whose mail is put off at first, and who is known for having come again, newest first */
    get: {
      parameters: {
        query?: {
          /** Only those whose domain, network, sender or recipient holds this */
          text?: string;
          /** How many at most, up to 20000; 1000 when not given */
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
            "application/json": Array<components["schemas"]["Greylisted"]>;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Know a domain or a network from now on: what it sends is not put off */
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
            /** As the list shows it: far.example, 192.0.2.0/24; or an address, for its network */
            who: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": {
              who: string;
              waited: number;
            };
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
  "/api/v1/greylist/{who}": {
    get?: never;
    put?: never;
    post?: never;
    /** Know a domain or a network no more: what looks suspicious is put off as at first */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** As the list shows it: far.example, 192.0.2.0/24; or an address, for its network */
          who: string;
        };
      };
      requestBody?: never;
      responses: {
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
            "application/json": {
              items: Array<components["schemas"]["Block"]>;
              next?: string;
            };
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
            "application/json": {
              subject: string;
              rule: string;
              action: components["schemas"]["RuleAction"];
              services: Array<components["schemas"]["Service"]>;
              country: string;
              since: string;
              until: string | null;
              minutes_left: number | null;
              count: number;
              blocks_in_30_days: number;
              description: string;
              accounts_that_logged_in_from_there: number;
            };
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
            "text/event-stream": components["schemas"]["BlockChange"];
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
            "application/json": components["schemas"]["ExplainedBlock"] | Array<components["schemas"]["ExplainedBlock"]>;
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
            "application/json": {
              lifted: number;
              released?: number;
            };
          };
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ids/country-database": {
    /** Tell whether it is known in which country an address is: by which file, of when, or why not */
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
            "application/json": components["schemas"]["CountryDatabase"];
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
            "application/json": Array<components["schemas"]["Foldable"]> | components["schemas"]["Folding"];
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
  "/api/v1/ids/hosts/{address}": {
    /** Ask the DNS for the name of an address, and whether the name leads back to it */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** 192.0.2.7 or 2001:db8::7 */
          address: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["HostName"];
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
            "application/json": {
              denied: string;
              blocks_replaced: number;
            };
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
  "/api/v1/ids/preset": {
    get?: never;
    /** Replace all rules by a set that comes along: ids plan-preset says first what that changes */
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
            "application/json": Array<components["schemas"]["Rule"]>;
          };
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
  "/api/v1/ids/presets/{set}": {
    /** Say what replacing all rules by a set would change, and what of it is weaker */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** strict (as shipped), balanced or relaxed */
          set: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": Array<components["schemas"]["RuleChange"]>;
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
            "application/json": {
              items: Array<components["schemas"]["Rule"]>;
              next?: string;
            };
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
          /** As if the whole rule were this: a record as guard.rules has it */
          edited?: string;
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
            "application/json": components["schemas"]["Simulation"];
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
    /** Lift what is held against a network, and spare it the rules of that kind from here on */
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
            /** Spare it the rules of this kind, blocked or not, and lift nothing; those that block it when not given */
            kind?: string;
            /** With a kind, only these: smtp, submission, imap, pop3, web, admin, sieve */
            services?: Array<string>;
            /** How long: 2h, 7d; until it is removed when not given. What it is spared already lasts as long as it did */
            for?: string;
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
            "application/json": {
              trusted: string;
              spared: Array<components["schemas"]["Spared"]>;
              lifted: number;
              before: components["schemas"]["AllowEntry"] | null;
            };
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
  "/api/v1/invitations": {
    /** List the administrators who were made and have not set up their second factor yet, and until when each may */
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
            "application/json": Array<components["schemas"]["Invitation"]>;
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
  "/api/v1/invitations/{name}": {
    get?: never;
    put?: never;
    post?: never;
    /** Withdraw an invitation that is open: whom it was for is no administrator */
    delete: {
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
  "/api/v1/logs": {
    /** Search the logs */
    get: {
      parameters: {
        query?: {
          /** Anywhere in the line */
          text?: string;
          /** Only these logs: smtp_in, delivery, imap, ... */
          logs?: Array<string>;
          /** From when: 2026-11-26T08:00:00Z, or how far back: 15m, 2h, 7d */
          since?: string;
          /** Until when, told like since; else now */
          until?: string;
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
            "application/json": Array<components["schemas"]["LogLine"]>;
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
          /** From when: 2026-11-26T08:00:00Z, or how far back: 15m, 2h, 7d */
          since?: string;
          /** Until when, told like since; else now */
          until?: string;
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
            "text/event-stream": components["schemas"]["LogLine"];
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
            "application/json": {
              lines: number;
              intact: boolean;
              problem: string;
              head: string;
            };
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
            "text/plain": string;
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
  "/api/v1/messages/{id}/story": {
    /** Tell what has happened to one message, from its connection to its mailbox, in order of time */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** The message's id, as the log and its Received field name it */
          id: string;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["MessageStory"];
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
            "application/json": Array<components["schemas"]["WeakPassword"]>;
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
            "application/json": Array<components["schemas"]["HeldMessage"]>;
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
            "application/json": components["schemas"]["HeldMessageInFull"];
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
            "application/json": components["schemas"]["HeldMessage"];
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
          /** Those with this in the sender's address, or in the name he logged in by */
          sender?: string;
          /** Those with this in what was answered last; with text: or that */
          answer?: string;
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
            "application/json": Array<components["schemas"]["QueueEntry"]>;
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
            "application/json": {
              messages: number;
            };
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
  "/api/v1/queue/domains": {
    /** List the domains that mail waits for */
    get: {
      parameters: {
        query?: {
          /** Those with this in their name */
          name?: string;
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
            "application/json": Array<components["schemas"]["QueueDomain"]>;
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
            "application/json": {
              messages: number;
            };
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
            "application/json": {
              messages: number;
            };
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
            "application/json": {
              messages: number;
            };
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
            "application/json": {
              messages: number;
            };
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
  "/api/v1/queue/status": {
    /** Say whether delivery to other servers is paused */
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
            "application/json": {
              paused: boolean;
            };
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
            "text/event-stream": components["schemas"]["QueueChange"];
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
  "/api/v1/queue/throttles": {
    /** List who has used up some of the recipients that he may write to in an hour, and how many */
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
            "application/json": Array<components["schemas"]["ThrottleCount"]>;
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
            "application/json": Array<components["schemas"]["QueueEntry"]>;
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
  "/api/v1/queue/{id}/look": {
    get?: never;
    put?: never;
    /** Look at a waiting message as text: its header and its beginning */
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
            "application/json": components["schemas"]["MessageText"];
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
            "application/json": {
              items: Array<components["schemas"]["NamedSecret"]>;
              next?: string;
            };
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
            "application/json": {
              name: string;
              used_by: Array<string>;
            };
          };
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
            "application/json": components["schemas"]["SenderLists"];
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
    /** Forget, trust and block senders at once, in this order: all of it is done, or nothing */
    patch: {
      parameters: {
        query?: never;
        header?: {
          /** Only if it is still as it was when it was shown */
          "If-Match"?: string;
        };
        path: {
          /** The account's address, or the domain */
          owner: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** Who is taken out of the list that he is in */
            forget?: Array<string>;
            /** Who is trusted from then on */
            trust?: Array<string>;
            /** Who is blocked from then on */
            block?: Array<string>;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["SenderLists"];
          };
        };
        default: components["responses"]["problem"];
      };
    };
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
            "application/json": components["schemas"]["SenderLists"];
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
            "application/json": components["schemas"]["SenderLists"];
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
            "application/json": components["schemas"]["SenderLists"];
          };
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
    /** Say whether the server runs, what it serves, and how much room its disk has */
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
            "application/json": components["schemas"]["ServerStatus"];
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
            "application/json": components["schemas"]["Diagnostics"];
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
            /** The names that the files had where they come from */
            file_names?: Array<string>;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["Plan"];
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
            "application/json": {
              items: Array<{
                address: string;
                description: string;
                status: components["schemas"]["Standing"];
                senders: Array<string>;
                networks: Array<string>;
                hourly: number;
                created: string;
                expires: string | "";
                last_used: string | "";
                last_used_from: string;
              }>;
              next?: string;
            };
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
            "application/json": {
              address: string;
              description: string;
              status: components["schemas"]["Standing"];
              senders: Array<string>;
              networks: Array<string>;
              hourly: number;
              created: string;
              expires: string | "";
              password: string;
            };
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
            "application/json": {
              address: string;
              description: string;
              status: components["schemas"]["Standing"];
              senders: Array<string>;
              networks: Array<string>;
              hourly: number;
              created: string;
              expires: string | "";
              last_used: string | "";
              last_used_from: string;
            };
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
            "application/json": {
              address: string;
              description: string;
              status: components["schemas"]["Standing"];
              senders: Array<string>;
              networks: Array<string>;
              hourly: number;
              created: string;
              expires: string | "";
              last_used: string | "";
              last_used_from: string;
              password?: string;
            };
          };
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
            "application/json": components["schemas"]["Session"];
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
            "application/json": components["schemas"]["Session"];
          };
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
    /** List where you are signed in: pages, and connections of mail programs; which of them is this one */
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
            "application/json": Array<components["schemas"]["SignedIn"]>;
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
        201: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["Session"];
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
  "/api/v1/session/in-his-name": {
    get?: never;
    put?: never;
    /** Open a user's pages in his name in this browser, beside one's own */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** What account.impersonate has made for who calls */
            token: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["Session"];
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
            "application/json": components["schemas"]["OwnPasskeyChallenge"];
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
  "/api/v1/session/own-password": {
    get?: never;
    /** Set a new password of one's own in place of the present one, a user also when that is over; his other sessions end */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** The new one */
            password: string;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": components["schemas"]["Session"];
          };
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
            "application/json": {
              second_factor: boolean;
              recovery_codes: Array<string>;
            };
          };
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
            "application/json": components["schemas"]["PasskeyChallenge"];
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
            "application/json": Array<components["schemas"]["Passkey"]>;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Add a passkey; an administrator's first one makes the session a full one, a user's comes with recovery codes */
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
            "application/json": {
              recovery_codes: Array<string>;
            };
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
            "application/json": {
              recovery_codes: Array<string>;
            };
          };
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
            "application/json": components["schemas"]["SecondFactorSecret"];
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
            "application/json": Array<components["schemas"]["OpenSession"]>;
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
  "/api/v1/sessions/{id}": {
    get?: never;
    put?: never;
    post?: never;
    /** End one session, of an administrator or a user or in his name */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** As the list of sessions shows it */
          id: string;
        };
      };
      requestBody?: never;
      responses: {
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
            "application/json": {
              items: Array<components["schemas"]["SettingInList"]>;
              next?: string;
            };
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
    /** Print the changed settings as a file for plan and apply: secrets are named in it, and not told */
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
            "application/json": {
              settings: Record<string, string>;
              secrets: Record<string, number | null>;
            };
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
            /** What the file does not name goes back to its shipped value, but for secrets, which stay */
            exact?: boolean;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
            /** The names that the files had where they come from */
            file_names?: Array<string>;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": Array<components["schemas"]["SettingChange"]>;
          };
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
            /** What the file does not name goes back to its shipped value, but for secrets, which stay */
            exact?: boolean;
            /** The names that the files had where they come from */
            file_names?: Array<string>;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": Array<components["schemas"]["SettingChange"]>;
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
            "application/json": Array<components["schemas"]["SettingsChange"]>;
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
    /** Put all settings, secrets too, back to what they were before a change */
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
            "application/json": Array<components["schemas"]["SettingChange"]>;
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
  "/api/v1/settings-history/{number}/undo": {
    /** Say what taking back one change alone would do, and what of it was changed again since */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** Of the change, as settings history lists it */
          number: number;
        };
      };
      requestBody?: never;
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": {
              changes: Array<components["schemas"]["SettingChange"]>;
              changed_since: Array<string>;
            };
          };
        };
        default: components["responses"]["problem"];
      };
    };
    put?: never;
    /** Take back one change alone: later ones stay */
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
          /** Of the change, as settings history lists it */
          number: number;
        };
      };
      requestBody?: {
        content: {
          "application/json": {
            /** Also what has been changed again since */
            even_if_changed?: boolean;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": Array<components["schemas"]["SettingChange"]>;
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
            "application/json": components["schemas"]["SettingsSchema"];
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
            "application/json": components["schemas"]["SettingInFull"];
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
            "application/json": Array<components["schemas"]["SettingChange"]>;
          };
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
            "application/json": Array<components["schemas"]["SettingChange"]>;
          };
        };
        default: components["responses"]["problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings/{key}/keep": {
    get?: never;
    put?: never;
    /** Keep a setting that is on trial */
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
          /** Such as smtp.max_message_size */
          key: string;
        };
      };
      requestBody?: {
        content: {
          "application/json": Record<string, never>;
        };
      };
      responses: {
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
  "/api/v1/settings/{key}/put-back": {
    get?: never;
    put?: never;
    /** Put a setting that is on trial back to what it was, at once */
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
          /** Such as smtp.max_message_size */
          key: string;
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
            "application/json": Array<components["schemas"]["SettingChange"]>;
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
  "/api/v1/settings/{key}/secret": {
    get?: never;
    /** Change a setting that is a secret: it is asked for, or read from standard input */
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
            "application/json": Array<components["schemas"]["SettingChange"]>;
          };
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
  "/api/v1/settings/{key}/trial": {
    get?: never;
    put?: never;
    /** Change a setting that goes back to what it was unless it is kept in time */
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
          /** Such as smtp.max_message_size */
          key: string;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            /** Such as "50 MiB" */
            value: string;
            /** How long, from 10s to 10m; a minute when not given */
            for?: string;
            /** Also when it shuts out the address you call from */
            even_me?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: {
            "application/json": Array<components["schemas"]["SettingChange"]>;
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
            "application/json": Array<components["schemas"]["SmtpBlock"]>;
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
            "application/json": components["schemas"]["SmtpBlock"];
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
            "application/json": components["schemas"]["ReportsSent"];
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
            "application/json": Array<components["schemas"]["Token"]>;
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
            "application/json": {
              number: number;
              administrator: string;
              label: string;
              roles: Array<components["schemas"]["Role"]>;
              networks: Array<string>;
              created: string;
              expires: string;
              token: string;
            };
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
            "application/json": components["schemas"]["Version"];
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
  schemas: {
    Account: {
      address: string;
      display_name: string;
      status: components["schemas"]["Standing"] | "contained" | "receiving";
      kind: "person" | "service";
      quota: number;
      used_bytes: number;
      created: string;
      second_factor: boolean;
      country_rule: components["schemas"]["CountryRule"];
      countries: Array<string>;
      spam_actions: string;
      services: Array<string>;
      password_changed: string | "";
      last_login: string | "";
    };
    AccountInFull: {
      address: string;
      display_name: string;
      status: components["schemas"]["Standing"] | "contained" | "receiving";
      kind: "person" | "service";
      quota: number;
      used_bytes: number;
      created: string;
      second_factor: boolean;
      country_rule: components["schemas"]["CountryRule"];
      countries: Array<string>;
      spam_actions: string;
      services: Array<string>;
      password_changed: string | "";
      last_login: string | "";
      used_messages: number;
      recovery_address: string;
      may_send_as: Array<string>;
      language: components["schemas"]["Language"] | "domain";
      domain_language: components["schemas"]["Language"];
    };
    AccountTrail: {
      since: string;
      suspected: boolean;
      contained: {
        at: string;
        by: string;
        reason: string;
      } | null;
      recovery_in_doubt: boolean;
      logins: Array<{
        at: string;
        service: string;
        ip: string;
        country: string;
        tls: boolean;
        cause: string;
        fresh: boolean;
      }>;
      sent: Array<{
        at: string;
        message: string;
        session: string;
        ip: string;
        from: string;
        to: string;
        recipients: number;
        size: number;
        standing: "held" | "waiting" | "gone";
      }>;
      changes: Array<{
        at: string;
        who: string;
        event: string;
        what: string;
        about: string;
        outcome: string;
        why: string;
        changes: string;
      }>;
      recipients: number;
      waiting: number;
      held: number;
      complete: boolean;
      mail_is_logged: boolean;
    };
    Administrator: {
      name: string;
      roles: Array<components["schemas"]["Role"]>;
      domains: Array<string> | null;
      status: components["schemas"]["Standing"];
      second_factor: boolean;
      passkeys: number;
      recovery_codes_left: number;
      networks: Array<{
        network: string;
        description: string;
      }>;
      sessions: number;
      created: string;
      password_changed: string;
      last_login: string | "";
      last_login_ip: string;
      last_login_country: string;
      last_failed_login: string | "";
      last_failed_login_ip: string;
      last_failed_login_country: string;
    };
    Alias: {
      alias: string;
      targets: Array<string>;
      nobodys: Array<string>;
      members_may_send: boolean;
      open_to: "everybody" | "people-here" | "members";
      created: string;
    };
    AllowEntry: {
      network: string;
      spared: Array<components["schemas"]["Spared"]>;
      services: Array<components["schemas"]["Service"]>;
      since: string;
      until: string | null;
      hits: number;
      last_hit: string | null;
      senders?: Array<string>;
      hourly?: number;
      owner: string;
      description: string;
    };
    AppPassword: {
      number: number;
      label: string;
      protocols: Array<string>;
      networks: Array<string>;
      read_only: boolean;
      created: string;
      expires: string | "";
    };
    AuditCheck: {
      check: string;
      state: "passed" | "failed" | "not checked";
      severity: components["schemas"]["Severity"];
      group: string;
      title: string;
      found: Array<string>;
      seen: Array<string>;
      why: string;
      what_to_do: string;
      fix: boolean;
      said: {
        title: components["schemas"]["Said"];
        found: Array<components["schemas"]["Said"]>;
        seen: Array<components["schemas"]["Said"]>;
        why: components["schemas"]["Said"];
        what_to_do: components["schemas"]["Said"];
      };
    };
    AuditFinding: {
      check: string;
      severity: components["schemas"]["Severity"];
      found: string;
    };
    AuditGroup: {
      group: string;
      passed: number;
      failed: number;
      not_checked: number;
    };
    AuditReport: {
      score: number;
      passed: number;
      failed: number;
      not_checked: number;
      groups: Array<components["schemas"]["AuditGroup"]>;
      checks: Array<components["schemas"]["AuditCheck"]>;
      mended?: Array<components["schemas"]["Mended"]>;
      mending?: number;
      attempts?: Array<{
        attempt: string;
        stopped: boolean;
        by: string;
      }>;
      too_weak: boolean;
    };
    AuditRun: {
      at: string;
      score: number;
      passed: number;
      failed: number;
      not_checked: number;
    };
    AutoReply: {
      on: boolean;
      subject: string;
      text: string;
      from: string | "";
      until: string | "";
      to: "all" | "domain";
    };
    Block: {
      subject: string;
      rule: string;
      action: components["schemas"]["RuleAction"];
      services: Array<components["schemas"]["Service"]>;
      country: string;
      since: string;
      until: string | null;
      minutes_left: number | null;
      count: number;
      blocks_in_30_days: number;
      description: string;
    };
    BlockChange: {
      subject: string;
      rule: string;
      action: components["schemas"]["RuleAction"];
      services: Array<components["schemas"]["Service"]>;
      country: string;
      since: string;
      until: string | null;
      minutes_left: number | null;
      count: number;
      blocks_in_30_days: number;
      description: string;
      number: number;
      change: "made";
    } | {
      number: number;
      change: "lifted";
      subject: string;
    } | components["schemas"]["Missed"];
    Certificate: {
      names: Array<string>;
      source: string;
      issuer: string;
      not_before: string;
      not_after: string;
      sha256: string;
    };
    Clock: {
      now: string;
      machine_runs_for_seconds: number;
      process_runs_for_seconds?: number;
    };
    Complaint: {
      at: string;
      kind: string;
      reported_by: string;
      source: string;
      mail_from: string;
      from: string;
      subject: string;
      message: string;
      failure: string;
      incidents: number;
    };
    Connection: {
      session: string;
      service: string;
      address: string;
      port: number;
      account: string | null;
      since: string;
      state: string;
      octets_in: number;
      octets_out: number;
      active: string;
      tls: string | null;
      cipher: string | null;
    };
    Containment: {
      keys: number;
      sessions: number;
      connections: number;
      messages: number;
    };
    CountryDatabase: {
      file: string;
      state: "none" | "read" | "unreadable";
      problem: string;
      changed: string | "";
    };
    CountryRule: "off" | "deny" | "allow";
    DenyEntry: {
      network: string;
      services: Array<components["schemas"]["Service"]>;
      since: string;
      until: string | null;
      hits: number;
      last_hit: string | null;
      list: string;
      owner: string;
      description: string;
    };
    Diagnostics: {
      left_out: Array<string>;
      version: components["schemas"]["VersionInShort"];
      clock: components["schemas"]["Clock"];
      machine: components["schemas"]["Machine"];
      process: components["schemas"]["Process"];
      sandbox: components["schemas"]["Sandbox"];
      server: components["schemas"]["ServerStatus"];
      certificates: Array<{
        source: string;
        names: Array<string>;
        names_in_all: number;
        from: string;
        until: string;
        days_left: number;
      }>;
      queue: {
        waiting: number;
        domains: Array<{
          domain: string;
          waiting: number;
          being_tried: boolean;
        }>;
      };
      guard: components["schemas"]["GuardInShort"];
      last_audit: {
        at: string;
        score: number;
        passed: number;
        failed: number;
        not_checked: number;
        failed_checks: Array<string>;
      } | null;
      errors_since_start: Array<{
        event: string;
        times: number;
        last: string;
      }>;
      settings_changed: Array<{
        key: string;
        secret?: boolean;
        value?: string;
        shipped?: string;
      }>;
      disk?: components["schemas"]["Disk"];
    };
    Disk: {
      octets?: number;
      octets_free?: number;
      files_free?: number;
      parts: Array<{
        part: string;
        octets: number;
        files: number;
        at_least?: boolean;
      }>;
    };
    DkimKey: {
      selector: string;
      algorithm: "rsa-sha256" | "ed25519-sha256";
      stage: "pending" | "active" | "retired";
      since: string;
      made: string;
      name: string;
      record: string;
    };
    DmarcSource: {
      source: string;
      messages: number;
      passed: boolean;
      dkim: string;
      spf: string;
      disposition: string;
      from: string;
      signed_by: Array<string>;
      reported_by: Array<string>;
      first: string;
      last: string;
    };
    DnsRecord: {
      purpose: string;
      name: string;
      type: string;
      value: string;
      row: string;
      required: boolean;
      dns: "there" | "own" | "other" | "missing" | "unknown";
      published: Array<string>;
    };
    Domain: {
      name: string;
      unicode: string;
      status: components["schemas"]["Standing"];
      accounts: number;
      aliases: number;
      other_names: Array<string>;
      created: string;
      require_smtp_auth: boolean;
      plus_addressing: boolean;
      second_factor: "disabled" | "enabled" | "forced";
      password_length: number;
      password_strength: number;
      password_expires_after: number;
      password_numbers: number;
      password_capitals: number;
      password_lowercase: number;
      password_symbols: number;
      password_remember: number;
      tell_impersonation: boolean;
      self_reset: boolean;
      attachment_extensions: Array<string>;
      country_rule: components["schemas"]["CountryRule"];
      countries: Array<string>;
      spam_low: components["schemas"]["DomainSpam"];
      spam_medium: components["schemas"]["DomainSpam"];
      spam_high: components["schemas"]["DomainSpam"];
      spam_blocked: components["schemas"]["DomainSpam"];
      catch_all: string;
      most_accounts: number;
      most_aliases: number;
      largest_message: string;
      most_storage: string;
      new_account_services: Array<string>;
      new_account_quota: string;
      language: "server" | components["schemas"]["Language"];
    };
    DomainChange: {
      domain: string;
      setting: string;
      before: string;
      after: string;
    };
    DomainDrift: {
      domain: string;
      setting: string;
      value: string;
      default: string;
    };
    DomainHealth: {
      certificates: Array<{
        name: string;
        covered: boolean;
        own: boolean;
        not_after: string | "";
      }>;
      storage: {
        used_bytes: number;
        most_bytes: number;
        quota: number;
        without_quota: number;
        nearly_full: number;
        fullest: Array<{
          address: string;
          used_bytes: number;
          quota: number;
        }>;
      };
    };
    DomainInFull: {
      name: string;
      unicode: string;
      status: components["schemas"]["Standing"];
      accounts: number;
      aliases: number;
      other_names: Array<string>;
      created: string;
      require_smtp_auth: boolean;
      plus_addressing: boolean;
      second_factor: "disabled" | "enabled" | "forced";
      password_length: number;
      password_strength: number;
      password_expires_after: number;
      password_numbers: number;
      password_capitals: number;
      password_lowercase: number;
      password_symbols: number;
      password_remember: number;
      tell_impersonation: boolean;
      self_reset: boolean;
      attachment_extensions: Array<string>;
      country_rule: components["schemas"]["CountryRule"];
      countries: Array<string>;
      spam_low: components["schemas"]["DomainSpam"];
      spam_medium: components["schemas"]["DomainSpam"];
      spam_high: components["schemas"]["DomainSpam"];
      spam_blocked: components["schemas"]["DomainSpam"];
      catch_all: string;
      most_accounts: number;
      most_aliases: number;
      largest_message: string;
      most_storage: string;
      new_account_services: Array<string>;
      new_account_quota: string;
      language: "server" | components["schemas"]["Language"];
      may_set: Array<string>;
    };
    DomainSpam: "server" | "inbox" | "junk" | "quarantine" | "refuse";
    Effect: "live" | "new-sessions" | "restart";
    Evidence: {
      at: string;
      signal: string;
      service: components["schemas"]["Service"];
      cause: string;
      ip: string;
      account: string;
    };
    ExplainedBlock: {
      subject: string;
      rule: string;
      action: components["schemas"]["RuleAction"];
      services: Array<components["schemas"]["Service"]>;
      country: string;
      since: string;
      until: string | null;
      minutes_left: number | null;
      count: number;
      blocks_in_30_days: number;
      description: string;
      evidence: Array<components["schemas"]["Evidence"]>;
      accounts_that_logged_in_from_there?: number;
    };
    Foldable: {
      network: string;
      blocked: number;
    };
    Folding: {
      network: string;
      folds: number;
      services: Array<components["schemas"]["Service"]>;
      until: string | null;
      accounts_that_logged_in_from_there: number;
      done: boolean;
    };
    Greylisted: {
      who: string;
      state: "waiting" | "known";
      seen: string;
      comes_in: string | null;
      until: string;
      sender: string;
      recipient: string;
    };
    GuardInShort: {
      enforced: boolean;
      rules: number;
      learning: boolean;
      blocks: number;
      blocks_by_rule: Record<string, number>;
      listed_networks: number;
      blocked_names: number;
    };
    HeldMessage: {
      id: string;
      message: string;
      from: string;
      to: Array<string>;
      kind: "spam" | "attachment" | "scanner" | "unknown";
      reason: string;
      since: string;
      size: number;
      ip: string;
      login: string;
    };
    HeldMessageInFull: {
      id: string;
      message: string;
      from: string;
      to: Array<string>;
      kind: "spam" | "attachment" | "scanner" | "unknown";
      reason: string;
      since: string;
      size: number;
      ip: string;
      login: string;
      subject_field: string;
      from_field: string;
      date_field: string;
      lines: Array<string>;
    };
    HostName: {
      address: string;
      name: string;
      found: "confirmed" | "unproven" | "none" | "unknown";
    };
    Impersonation: {
      token: string;
      pages: string;
      expires: string;
      told: boolean;
    };
    Invitation: {
      name: string;
      roles: Array<components["schemas"]["Role"]>;
      domains: Array<string> | null;
      invited: string;
      by: string;
      until: string;
      over: boolean;
    };
    KnownDevice: {
      id: string;
      kind: "address" | "browser";
      from: string;
      country: string;
      agent: string;
      first: string;
      last: string;
    };
    Language: "en" | "de";
    LastUse: {
      last_used: string | "";
      last_used_from: string;
    };
    ListImport: {
      lines: number;
      added: number;
      kept: number;
      removed: number;
      left_out_for_entries_by_hand: number;
      lines_not_understood: number;
      such_as: Array<string>;
    };
    ListedDomain: {
      name: string;
      unicode: string;
      status: components["schemas"]["Standing"];
      accounts: number;
      aliases: number;
      other_names: Array<string>;
      created: string;
      require_smtp_auth: boolean;
      plus_addressing: boolean;
      second_factor: "disabled" | "enabled" | "forced";
      password_length: number;
      password_strength: number;
      password_expires_after: number;
      password_numbers: number;
      password_capitals: number;
      password_lowercase: number;
      password_symbols: number;
      password_remember: number;
      tell_impersonation: boolean;
      self_reset: boolean;
      attachment_extensions: Array<string>;
      country_rule: components["schemas"]["CountryRule"];
      countries: Array<string>;
      spam_low: components["schemas"]["DomainSpam"];
      spam_medium: components["schemas"]["DomainSpam"];
      spam_high: components["schemas"]["DomainSpam"];
      spam_blocked: components["schemas"]["DomainSpam"];
      catch_all: string;
      most_accounts: number;
      most_aliases: number;
      largest_message: string;
      most_storage: string;
      new_account_services: Array<string>;
      new_account_quota: string;
      language: "server" | components["schemas"]["Language"];
      used_bytes: number;
    };
    LogLine: string | Record<string, unknown>;
    Machine: {
      system: string;
      kernel: string;
      machine: string;
      cores: number;
      memory: number | null;
      memory_free: number | null;
    };
    Mended: {
      what: "setting" | "domain" | "mode";
      of: string;
      setting: string;
      before: string;
      after: string;
    };
    MessageStory: {
      message: string;
      steps: Array<Record<string, unknown>>;
      waiting: Array<components["schemas"]["QueueEntry"]>;
      about: string | null;
      complete: boolean;
    };
    MessageText: {
      subject_field: string;
      from_field: string;
      date_field: string;
      lines: Array<string>;
    };
    Missed: {
      number: number;
      change: "missing";
    };
    NamedSecret: {
      name: string;
      set: string;
      used_by: Array<string>;
    };
    OauthToken: {
      number: number;
      label: string;
      protocols: Array<string>;
      networks: Array<string>;
      read_only: boolean;
      created: string;
      access_expires: string;
      refresh_expires: string;
    };
    OpenSession: {
      id: string;
      current: boolean;
      administrator: string;
      account: string;
      from: string;
      agent: string;
      began: string;
      seen: string;
      to_enrol: boolean;
      reason: string;
    };
    OwnPasskeyChallenge: {
      challenge: string;
      site: string;
      name: string;
      user_handle: string;
      passkeys: Array<string>;
    };
    Passkey: {
      id: string;
      label: string;
      added: string;
      last_used: string | null;
    };
    PasskeyChallenge: {
      challenge: string;
      site: string;
    };
    PasswordPolicy: {
      minimum_length: number;
      minimum_strength: number;
      forbid_own_names: boolean;
      forbid_common: boolean;
      numbers: number;
      capitals: number;
      lowercase: number;
      symbols: number;
      remember: number;
      expires_after: number;
      exempt: boolean;
    };
    PastMending: {
      number: number;
      at: string;
      by: string;
      changes: Array<components["schemas"]["Mended"]>;
    };
    PastPropagation: {
      number: number;
      at: string;
      by: string;
      changes: Array<components["schemas"]["DomainChange"]>;
    };
    Plan: {
      settings_changed?: number;
      notes?: Array<string>;
      domains_made?: number;
      accounts_made?: number;
    };
    Process: {
      memory: number | null;
      memory_peak: number | null;
      memory_swapped: number | null;
      threads: number | null;
      descriptors: number;
      descriptors_most: number | null;
    };
    Propagation: {
      number: number | null;
      changes: Array<components["schemas"]["DomainChange"]>;
    };
    QueueChange: {
      number: number;
      change: "in" | "out" | "changed";
      id: string;
      domain: string;
      message?: components["schemas"]["QueueEntry"];
    } | components["schemas"]["Missed"];
    QueueDomain: {
      domain: string;
      waiting: number;
      next: string | null;
      being_tried: boolean;
      oldest: string | null;
      held: number;
    };
    QueueEntry: {
      id: string;
      message: string;
      domain: string;
      from: string;
      to: Array<string>;
      answers: Array<{
        attempts: number;
        answer: string;
      }>;
      size: number;
      queued: string;
      due: string | null;
      login: string;
      quarantine: string | null;
    };
    Release: {
      version: string;
      date: string;
      security: boolean;
      notes: string;
    };
    ReportsSent: {
      sent: number;
      not_asked_for: number;
      waiting: number;
      given_up: number;
    };
    Role: "reader" | "security" | "domains" | "queue" | "owner";
    Rule: {
      rule: string;
      kind: string;
      enabled: boolean;
      services: Array<components["schemas"]["Service"]>;
      minutes: number;
      threshold: number;
      action: components["schemas"]["RuleAction"];
      lasts_minutes: number;
      permanent: boolean;
      description: string;
    };
    RuleAction: "block" | "delay" | "notify" | "hold-queue" | "suspend-sending" | "second-factor";
    RuleChange: {
      rule: string;
      change: "added" | "removed" | "changed";
      weaker: boolean;
      description: string;
      members: Array<{
        member: string;
        label: string;
        before: string;
        after: string;
        weaker: boolean;
      }>;
    };
    Said: string | {
      form: string;
      values: Array<components["schemas"]["Said"]>;
    };
    Sandbox: {
      root: boolean;
      no_new_privileges: boolean;
      system_calls_filtered: boolean;
      no_capabilities: boolean;
      own_folders_only: boolean;
      no_core_dumps: boolean;
    };
    SecondFactor: {
      second_factor: boolean;
      app: boolean;
      passkeys: number;
      begun: boolean;
      recovery_codes_left: number;
      mode: "disabled" | "enabled" | "forced";
    };
    SecondFactorSecret: {
      secret: string;
      uri: string;
    };
    SenderLists: {
      owner: string;
      trusted: Array<string>;
      blocked: Array<string>;
    };
    ServerStatus: {
      running: boolean;
      accepts_mail?: boolean;
      domains: number;
      accounts: number;
      disk?: {
        free_bytes: number;
        whole_bytes: number;
        least_bytes: number;
        scarce: boolean;
        low_since: string | "";
      };
      silent_scanners?: Array<{
        scanner: string;
        since: string;
        messages: number;
        why: string;
      }>;
      listeners?: Array<{
        service: string;
        address: string;
        port: number;
        sessions: number;
        yours?: boolean;
      }>;
    };
    Service: "smtp" | "submission" | "imap" | "pop3" | "web" | "admin" | "sieve";
    ServiceAccount: {
      address: string;
      description: string;
      status: components["schemas"]["Standing"];
      senders: Array<string>;
      networks: Array<string>;
      hourly: number;
      created: string;
      expires: string | "";
    };
    Session: {
      name: string;
      account: string | null;
      in_the_name_by: string | null;
      reason: string;
      by: "session" | "token";
      roles: Array<components["schemas"]["Role"]>;
      domains: Array<string> | null;
      to_enrol: boolean;
      password_due: string | null;
      to_set_password: boolean;
      second_factor_at: string | null;
      proven: boolean;
    };
    Setting: {
      key: string;
      value: string;
      shipped: string;
      origin: "shipped" | "system";
    };
    SettingChange: {
      key: string;
      before: string;
      after: string;
      takes_effect: components["schemas"]["Effect"];
      note?: string;
      change?: number;
    };
    SettingInFull: {
      key: string;
      value: string;
      shipped: string;
      origin: "shipped" | "system";
      may_be: string;
      takes_effect: components["schemas"]["Effect"];
      help: string;
      reason: string;
      change: number | null;
      trial?: {
        until: string;
        before: string;
        by: string;
      };
    };
    SettingInList: {
      key: string;
      value: string;
      shipped: string;
      origin: "shipped" | "system";
      change?: number;
      changed_at?: string;
      changed_by?: string;
    };
    SettingsChange: {
      number: number;
      at: string;
      by: string;
      until?: string;
      changes: Array<{
        key: string;
        before: string;
        after: string;
      }>;
    };
    SettingsField: {
      key: string;
      label: string;
      help: string;
      reason?: string;
      kind: "boolean" | "integer" | "size" | "duration" | "choice" | "text" | "list" | "records";
      unit?: string;
      choices?: Array<{
        value: string;
        label: string;
      }>;
      min?: number;
      max?: number;
      bounds: string;
      shipped: unknown;
      apply: components["schemas"]["Effect"];
      scope: string;
      secret: boolean;
      advanced: boolean;
      weaker?: "lower" | "higher";
      severity?: components["schemas"]["Severity"];
      zero_lifts?: boolean;
      server?: unknown;
      only_stricter?: boolean;
      begins?: "shipped" | "system";
      fields?: Array<components["schemas"]["SettingsField"]>;
    };
    SettingsSchema: {
      version: number;
      rooms: Array<{
        room: string;
        title: string;
        fields: Array<components["schemas"]["SettingsField"]>;
      }>;
    };
    Severity: "low" | "medium" | "high" | "critical";
    SignedIn: {
      id: string;
      kind: string;
      current: boolean;
      in_the_name_by: string | null;
      from: string;
      country: string;
      agent: string;
      began: string;
      seen: string;
    };
    Simulation: {
      verdicts: number;
      of_rightful_users: number;
      found: Array<{
        subject: string;
        at: string;
        count: number;
        rightful: Array<string>;
      }>;
    };
    SmtpBlock: {
      kind: "sender" | "domain" | "client";
      name: string;
      way: "inbound" | "outbound" | "both";
      soft: boolean;
      since: string;
      until: string | null;
      hits: number;
      last_hit: string | null;
      description: string;
    };
    Spared: "brute-force" | "denial-of-service" | "harvesting" | "password-retrieval" | "smtp-authentication" | "spam-checks" | "greylisting";
    Standing: "active" | "disabled";
    ThrottleCount: {
      of: string;
      recipients: number;
      hourly: number;
      action: "delay" | "reject";
      until: string;
    };
    TlsReport: {
      from: string;
      begin: string;
      end: string;
      policy: string;
      domain: string;
      successes: number;
      failures: number;
      details: string;
      contact: string;
      report: string;
    };
    Token: {
      number: number;
      administrator: string;
      label: string;
      roles: Array<components["schemas"]["Role"]>;
      networks: Array<string>;
      created: string;
      expires: string;
    };
    TokenPair: {
      access_token: string;
      refresh_token: string;
    };
    Version: {
      version: string;
      standing: "newest" | "update" | "security update" | "not known";
      newer: Array<components["schemas"]["Release"]>;
      feed: {
        source: string;
        asked: string | "";
        trouble: string;
        serial: number;
        issued: string;
        expires: string;
      };
    };
    VersionInShort: {
      version: string;
      compiler: string;
      newer: number;
      closes_a_hole: boolean;
      feed_asked: string | "";
      build: "sanitized" | "release" | "debug";
    };
    WeakPassword: {
      address: string;
      reasons: Array<string>;
      password_changed: string;
      sending_stops: string | "";
    };
  };
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
          errors?: Array<{
            pointer: string;
            detail: string;
          }>;
        };
      };
    };
  };
}
