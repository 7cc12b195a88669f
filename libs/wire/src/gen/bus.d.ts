import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace fairlead. */
export namespace fairlead {

    /** Namespace bus. */
    namespace bus {

        /**
         * Properties of an Envelope.
         * @deprecated Use fairlead.bus.Envelope.$Properties instead.
         */
        interface IEnvelope extends fairlead.bus.Envelope.$Properties {
        }

        /** Represents an Envelope. */
        class Envelope {

            /**
             * Constructs a new Envelope.
             * @param [properties] Properties to set
             */
            constructor(properties?: fairlead.bus.Envelope.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Envelope number. */
            number: number;

            /** Envelope hello. */
            hello?: (fairlead.bus.Hello.$Properties|null);

            /** Envelope push. */
            push?: (fairlead.bus.Push.$Properties|null);

            /** Envelope pushFailed. */
            pushFailed?: (fairlead.bus.PushFailed.$Properties|null);

            /** Envelope reply. */
            reply?: (fairlead.bus.Reply.$Properties|null);

            /** Envelope replyFault. */
            replyFault?: (fairlead.bus.ReplyFault.$Properties|null);

            /** Envelope admit. */
            admit?: (fairlead.bus.Admit.$Properties|null);

            /** Envelope moved. */
            moved?: (fairlead.bus.Moved.$Properties|null);

            /** Envelope call. */
            call?: (fairlead.bus.Call.$Properties|null);

            /** Envelope answer. */
            answer?: (fairlead.bus.Answer.$Properties|null);

            /** Envelope echo. */
            echo?: (fairlead.bus.Echo.$Properties|null);

            /** Envelope echoed. */
            echoed?: (fairlead.bus.Echo.$Properties|null);

            /** Envelope union. */
            union?: ("hello"|"push"|"pushFailed"|"reply"|"replyFault"|"admit"|"moved"|"call"|"answer"|"echo"|"echoed");

            /**
             * Encodes the specified Envelope message. Does not implicitly {@link fairlead.bus.Envelope.verify|verify} messages.
             * @param message Envelope message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fairlead.bus.Envelope.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Envelope message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fairlead.bus.Envelope & fairlead.bus.Envelope.$Shape} Envelope
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fairlead.bus.Envelope & fairlead.bus.Envelope.$Shape;
        }

        namespace Envelope {

            /** Properties of an Envelope. */
            interface $Properties {

                /** Envelope number */
                number?: (number|null);

                /** Envelope hello */
                hello?: (fairlead.bus.Hello.$Properties|null);

                /** Envelope push */
                push?: (fairlead.bus.Push.$Properties|null);

                /** Envelope pushFailed */
                pushFailed?: (fairlead.bus.PushFailed.$Properties|null);

                /** Envelope reply */
                reply?: (fairlead.bus.Reply.$Properties|null);

                /** Envelope replyFault */
                replyFault?: (fairlead.bus.ReplyFault.$Properties|null);

                /** Envelope admit */
                admit?: (fairlead.bus.Admit.$Properties|null);

                /** Envelope moved */
                moved?: (fairlead.bus.Moved.$Properties|null);

                /** Envelope call */
                call?: (fairlead.bus.Call.$Properties|null);

                /** Envelope answer */
                answer?: (fairlead.bus.Answer.$Properties|null);

                /** Envelope echo */
                echo?: (fairlead.bus.Echo.$Properties|null);

                /** Envelope echoed */
                echoed?: (fairlead.bus.Echo.$Properties|null);

                /** Envelope union */
                union?: ("hello"|"push"|"pushFailed"|"reply"|"replyFault"|"admit"|"moved"|"call"|"answer"|"echo"|"echoed");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an Envelope. */
            type $Shape = {
              number?: number|null;
              hello?: fairlead.bus.Hello.$Shape|null;
              push?: fairlead.bus.Push.$Shape|null;
              pushFailed?: fairlead.bus.PushFailed.$Shape|null;
              reply?: fairlead.bus.Reply.$Shape|null;
              replyFault?: fairlead.bus.ReplyFault.$Shape|null;
              admit?: fairlead.bus.Admit.$Shape|null;
              moved?: fairlead.bus.Moved.$Shape|null;
              call?: fairlead.bus.Call.$Shape|null;
              answer?: fairlead.bus.Answer.$Shape|null;
              echo?: fairlead.bus.Echo.$Shape|null;
              echoed?: fairlead.bus.Echo.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ union?: undefined; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "hello"; hello: fairlead.bus.Hello.$Shape; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "push"; hello?: null; push: fairlead.bus.Push.$Shape; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "pushFailed"; hello?: null; push?: null; pushFailed: fairlead.bus.PushFailed.$Shape; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "reply"; hello?: null; push?: null; pushFailed?: null; reply: fairlead.bus.Reply.$Shape; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "replyFault"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault: fairlead.bus.ReplyFault.$Shape; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "admit"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit: fairlead.bus.Admit.$Shape; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "moved"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved: fairlead.bus.Moved.$Shape; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "call"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call: fairlead.bus.Call.$Shape; answer?: null; echo?: null; echoed?: null }|{ union?: "answer"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer: fairlead.bus.Answer.$Shape; echo?: null; echoed?: null }|{ union?: "echo"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo: fairlead.bus.Echo.$Shape; echoed?: null }|{ union?: "echoed"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed: fairlead.bus.Echo.$Shape })
            );
        }

        /**
         * Properties of a Hello.
         * @deprecated Use fairlead.bus.Hello.$Properties instead.
         */
        interface IHello extends fairlead.bus.Hello.$Properties {
        }

        /** Represents a Hello. */
        class Hello {

            /**
             * Constructs a new Hello.
             * @param [properties] Properties to set
             */
            constructor(properties?: fairlead.bus.Hello.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Hello slot. */
            slot: number;

            /** Hello epoch. */
            epoch: string;

            /** Hello role. */
            role: string;

            /** Hello release. */
            release: string;

            /** Hello proof. */
            proof: Uint8Array;

            /** Hello nonce. */
            nonce: Uint8Array;

            /**
             * Encodes the specified Hello message. Does not implicitly {@link fairlead.bus.Hello.verify|verify} messages.
             * @param message Hello message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fairlead.bus.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Hello message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fairlead.bus.Hello & fairlead.bus.Hello.$Shape} Hello
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fairlead.bus.Hello & fairlead.bus.Hello.$Shape;
        }

        namespace Hello {

            /** Properties of a Hello. */
            interface $Properties {

                /** Hello slot */
                slot?: (number|null);

                /** Hello epoch */
                epoch?: (string|null);

                /** Hello role */
                role?: (string|null);

                /** Hello release */
                release?: (string|null);

                /** Hello proof */
                proof?: (Uint8Array|null);

                /** Hello nonce */
                nonce?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Hello. */
            type $Shape = fairlead.bus.Hello.$Properties;
        }

        /**
         * Properties of a Push.
         * @deprecated Use fairlead.bus.Push.$Properties instead.
         */
        interface IPush extends fairlead.bus.Push.$Properties {
        }

        /** Represents a Push. */
        class Push {

            /**
             * Constructs a new Push.
             * @param [properties] Properties to set
             */
            constructor(properties?: fairlead.bus.Push.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Push peerId. */
            peerId: string;

            /** Push payload. */
            payload: Uint8Array;

            /** Push slot. */
            slot: number;

            /** Push epoch. */
            epoch: string;

            /** Push entry. */
            entry: number;

            /** Push trace. */
            trace: string;

            /**
             * Encodes the specified Push message. Does not implicitly {@link fairlead.bus.Push.verify|verify} messages.
             * @param message Push message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fairlead.bus.Push.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Push message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fairlead.bus.Push & fairlead.bus.Push.$Shape} Push
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fairlead.bus.Push & fairlead.bus.Push.$Shape;
        }

        namespace Push {

            /** Properties of a Push. */
            interface $Properties {

                /** Push peerId */
                peerId?: (string|null);

                /** Push payload */
                payload?: (Uint8Array|null);

                /** Push slot */
                slot?: (number|null);

                /** Push epoch */
                epoch?: (string|null);

                /** Push entry */
                entry?: (number|null);

                /** Push trace */
                trace?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Push. */
            type $Shape = fairlead.bus.Push.$Properties;
        }

        /**
         * Properties of a PushFailed.
         * @deprecated Use fairlead.bus.PushFailed.$Properties instead.
         */
        interface IPushFailed extends fairlead.bus.PushFailed.$Properties {
        }

        /** Represents a PushFailed. */
        class PushFailed {

            /**
             * Constructs a new PushFailed.
             * @param [properties] Properties to set
             */
            constructor(properties?: fairlead.bus.PushFailed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PushFailed entry. */
            entry: number;

            /** PushFailed peerId. */
            peerId: string;

            /**
             * Encodes the specified PushFailed message. Does not implicitly {@link fairlead.bus.PushFailed.verify|verify} messages.
             * @param message PushFailed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fairlead.bus.PushFailed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PushFailed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fairlead.bus.PushFailed & fairlead.bus.PushFailed.$Shape} PushFailed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fairlead.bus.PushFailed & fairlead.bus.PushFailed.$Shape;
        }

        namespace PushFailed {

            /** Properties of a PushFailed. */
            interface $Properties {

                /** PushFailed entry */
                entry?: (number|null);

                /** PushFailed peerId */
                peerId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PushFailed. */
            type $Shape = fairlead.bus.PushFailed.$Properties;
        }

        /**
         * Properties of a Reply.
         * @deprecated Use fairlead.bus.Reply.$Properties instead.
         */
        interface IReply extends fairlead.bus.Reply.$Properties {
        }

        /** Represents a Reply. */
        class Reply {

            /**
             * Constructs a new Reply.
             * @param [properties] Properties to set
             */
            constructor(properties?: fairlead.bus.Reply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Reply entry. */
            entry: number;

            /** Reply message. */
            message: Uint8Array;

            /** Reply transport. */
            transport: string;

            /** Reply ip. */
            ip: string;

            /** Reply port. */
            port: number;

            /** Reply trace. */
            trace: string;

            /**
             * Encodes the specified Reply message. Does not implicitly {@link fairlead.bus.Reply.verify|verify} messages.
             * @param message Reply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fairlead.bus.Reply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Reply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fairlead.bus.Reply & fairlead.bus.Reply.$Shape} Reply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fairlead.bus.Reply & fairlead.bus.Reply.$Shape;
        }

        namespace Reply {

            /** Properties of a Reply. */
            interface $Properties {

                /** Reply entry */
                entry?: (number|null);

                /** Reply message */
                message?: (Uint8Array|null);

                /** Reply transport */
                transport?: (string|null);

                /** Reply ip */
                ip?: (string|null);

                /** Reply port */
                port?: (number|null);

                /** Reply trace */
                trace?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Reply. */
            type $Shape = fairlead.bus.Reply.$Properties;
        }

        /**
         * Properties of a ReplyFault.
         * @deprecated Use fairlead.bus.ReplyFault.$Properties instead.
         */
        interface IReplyFault extends fairlead.bus.ReplyFault.$Properties {
        }

        /** Represents a ReplyFault. */
        class ReplyFault {

            /**
             * Constructs a new ReplyFault.
             * @param [properties] Properties to set
             */
            constructor(properties?: fairlead.bus.ReplyFault.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplyFault ip. */
            ip: string;

            /**
             * Encodes the specified ReplyFault message. Does not implicitly {@link fairlead.bus.ReplyFault.verify|verify} messages.
             * @param message ReplyFault message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fairlead.bus.ReplyFault.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplyFault message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fairlead.bus.ReplyFault & fairlead.bus.ReplyFault.$Shape} ReplyFault
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fairlead.bus.ReplyFault & fairlead.bus.ReplyFault.$Shape;
        }

        namespace ReplyFault {

            /** Properties of a ReplyFault. */
            interface $Properties {

                /** ReplyFault ip */
                ip?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplyFault. */
            type $Shape = fairlead.bus.ReplyFault.$Properties;
        }

        /**
         * Properties of an Admit.
         * @deprecated Use fairlead.bus.Admit.$Properties instead.
         */
        interface IAdmit extends fairlead.bus.Admit.$Properties {
        }

        /** Represents an Admit. */
        class Admit {

            /**
             * Constructs a new Admit.
             * @param [properties] Properties to set
             */
            constructor(properties?: fairlead.bus.Admit.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Admit uuid. */
            uuid: string;

            /** Admit peerId. */
            peerId: string;

            /** Admit fromIp. */
            fromIp: string;

            /** Admit purpose. */
            purpose: string;

            /** Admit tenant. */
            tenant: string;

            /** Admit sessionBps. */
            sessionBps: number;

            /** Admit deviceBps. */
            deviceBps: number;

            /** Admit tenantBps. */
            tenantBps: number;

            /** Admit tenantSessions. */
            tenantSessions: number;

            /** Admit trace. */
            trace: string;

            /**
             * Encodes the specified Admit message. Does not implicitly {@link fairlead.bus.Admit.verify|verify} messages.
             * @param message Admit message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fairlead.bus.Admit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Admit message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fairlead.bus.Admit & fairlead.bus.Admit.$Shape} Admit
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fairlead.bus.Admit & fairlead.bus.Admit.$Shape;
        }

        namespace Admit {

            /** Properties of an Admit. */
            interface $Properties {

                /** Admit uuid */
                uuid?: (string|null);

                /** Admit peerId */
                peerId?: (string|null);

                /** Admit fromIp */
                fromIp?: (string|null);

                /** Admit purpose */
                purpose?: (string|null);

                /** Admit tenant */
                tenant?: (string|null);

                /** Admit sessionBps */
                sessionBps?: (number|null);

                /** Admit deviceBps */
                deviceBps?: (number|null);

                /** Admit tenantBps */
                tenantBps?: (number|null);

                /** Admit tenantSessions */
                tenantSessions?: (number|null);

                /** Admit trace */
                trace?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Admit. */
            type $Shape = fairlead.bus.Admit.$Properties;
        }

        /**
         * Properties of a Moved.
         * @deprecated Use fairlead.bus.Moved.$Properties instead.
         */
        interface IMoved extends fairlead.bus.Moved.$Properties {
        }

        /** Represents a Moved. */
        class Moved {

            /**
             * Constructs a new Moved.
             * @param [properties] Properties to set
             */
            constructor(properties?: fairlead.bus.Moved.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Moved peerId. */
            peerId: string;

            /** Moved epoch. */
            epoch: string;

            /**
             * Encodes the specified Moved message. Does not implicitly {@link fairlead.bus.Moved.verify|verify} messages.
             * @param message Moved message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fairlead.bus.Moved.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Moved message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fairlead.bus.Moved & fairlead.bus.Moved.$Shape} Moved
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fairlead.bus.Moved & fairlead.bus.Moved.$Shape;
        }

        namespace Moved {

            /** Properties of a Moved. */
            interface $Properties {

                /** Moved peerId */
                peerId?: (string|null);

                /** Moved epoch */
                epoch?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Moved. */
            type $Shape = fairlead.bus.Moved.$Properties;
        }

        /**
         * Properties of a Call.
         * @deprecated Use fairlead.bus.Call.$Properties instead.
         */
        interface ICall extends fairlead.bus.Call.$Properties {
        }

        /** Represents a Call. */
        class Call {

            /**
             * Constructs a new Call.
             * @param [properties] Properties to set
             */
            constructor(properties?: fairlead.bus.Call.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Call seq. */
            seq: number;

            /** Call words. */
            words: string[];

            /**
             * Encodes the specified Call message. Does not implicitly {@link fairlead.bus.Call.verify|verify} messages.
             * @param message Call message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fairlead.bus.Call.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Call message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fairlead.bus.Call & fairlead.bus.Call.$Shape} Call
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fairlead.bus.Call & fairlead.bus.Call.$Shape;
        }

        namespace Call {

            /** Properties of a Call. */
            interface $Properties {

                /** Call seq */
                seq?: (number|null);

                /** Call words */
                words?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Call. */
            type $Shape = fairlead.bus.Call.$Properties;
        }

        /**
         * Properties of an Answer.
         * @deprecated Use fairlead.bus.Answer.$Properties instead.
         */
        interface IAnswer extends fairlead.bus.Answer.$Properties {
        }

        /** Represents an Answer. */
        class Answer {

            /**
             * Constructs a new Answer.
             * @param [properties] Properties to set
             */
            constructor(properties?: fairlead.bus.Answer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Answer seq. */
            seq: number;

            /** Answer json. */
            json: string;

            /**
             * Encodes the specified Answer message. Does not implicitly {@link fairlead.bus.Answer.verify|verify} messages.
             * @param message Answer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fairlead.bus.Answer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Answer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fairlead.bus.Answer & fairlead.bus.Answer.$Shape} Answer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fairlead.bus.Answer & fairlead.bus.Answer.$Shape;
        }

        namespace Answer {

            /** Properties of an Answer. */
            interface $Properties {

                /** Answer seq */
                seq?: (number|null);

                /** Answer json */
                json?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Answer. */
            type $Shape = fairlead.bus.Answer.$Properties;
        }

        /**
         * Properties of an Echo.
         * @deprecated Use fairlead.bus.Echo.$Properties instead.
         */
        interface IEcho extends fairlead.bus.Echo.$Properties {
        }

        /** Represents an Echo. */
        class Echo {

            /**
             * Constructs a new Echo.
             * @param [properties] Properties to set
             */
            constructor(properties?: fairlead.bus.Echo.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Echo nonce. */
            nonce: number;

            /**
             * Encodes the specified Echo message. Does not implicitly {@link fairlead.bus.Echo.verify|verify} messages.
             * @param message Echo message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fairlead.bus.Echo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Echo message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fairlead.bus.Echo & fairlead.bus.Echo.$Shape} Echo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fairlead.bus.Echo & fairlead.bus.Echo.$Shape;
        }

        namespace Echo {

            /** Properties of an Echo. */
            interface $Properties {

                /** Echo nonce */
                nonce?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Echo. */
            type $Shape = fairlead.bus.Echo.$Properties;
        }
    }
}
