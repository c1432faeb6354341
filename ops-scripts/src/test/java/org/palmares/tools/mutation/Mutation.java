package org.palmares.tools.mutation;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.palmares.tools.mutation.Tree.Attribute;

/** One kind of change to a message. All of them are free to do nothing where there is nothing to change. */
enum Mutation {
    ATTRIBUTE_DROPPED {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            dice.index(at.attributes).ifPresent(i -> at.attributes.remove((int) i));
        }
    },
    /** Not well-formed under the same name; well-formed where only the case differs. */
    ATTRIBUTE_REPEATED {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            dice.of(at.attributes).ifPresent(is -> {
                String name = dice.chance(5) ? is.name() : is.name().toUpperCase(java.util.Locale.ROOT) + "_" + dice.below(3);
                at.attributes.add(new Attribute(name, is.value(), false));
            });
        }
    },
    ATTRIBUTE_ADDED {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            dice.of(root.all()).flatMap(other -> dice.of(other.attributes)).ifPresent(is -> at.set(is.name(), is.value()));
        }
    },
    ATTRIBUTES_ADDED_IN_NUMBERS {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            int count = dice.chance(2) ? 30 : 250;
            IntStream.range(0, count).forEach(i -> at.set("Extra" + i, dice.one(Values.TEXTS)));
        }
    },
    ATTRIBUTES_REORDERED {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            Collections.shuffle(at.attributes, dice.random());
        }
    },
    VALUE_EMPTIED {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            replace(at, dice, is -> "");
        }
    },
    VALUE_HUGE {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            int[] lengths = {200, 2_000, 40_000, 66_000, 300_000};
            replace(at, dice, is -> dice.one(List.of("x", "9", "\u00E9", "\uD83D\uDE00", "- ", "\\\"")).repeat(lengths[dice.below(lengths.length)]));
        }
    },
    VALUE_TIME {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            replace(at, dice, is -> dice.one(Values.TIMES));
        }
    },
    VALUE_NUMBER {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            replace(at, dice, is -> dice.one(Values.NUMBERS));
        }
    },
    VALUE_TEXT {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            replace(at, dice, is -> dice.chance(2) ? dice.one(Values.TEXTS) : is + dice.one(Values.TEXTS));
        }
    },
    VALUE_RAW {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            dice.index(at.attributes).ifPresent(i -> at.attributes.set(i, new Attribute(at.attributes.get(i).name(), dice.one(Values.RAW), true)));
        }
    },
    VALUE_OF_ANOTHER_ATTRIBUTE {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            dice.of(root.all()).flatMap(other -> dice.of(other.attributes)).ifPresent(other -> replace(at, dice, is -> other.value()));
        }
    },
    CODE_FROM_ELSEWHERE {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            List<Attribute> codes = at.attributes.stream().filter(is -> is.value().length() == 34 || is.name().endsWith("Code")).toList();
            dice.of(codes).ifPresent(is -> at.attributes.replaceAll(one -> one == is ? is.with(dice.code()) : one));
        }
    },
    ELEMENT_DROPPED {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            dice.index(at.children).ifPresent(i -> at.children.remove((int) i));
        }
    },
    ELEMENT_DUPLICATED {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            dice.of(at.children).ifPresent(child -> {
                long times = Math.min(dice.chance(10) ? 300 : 1, room(root, child));
                for (long i = 0; i < times; i++) {
                    at.children.add(dice.below(at.children.size() + 1), child instanceof Tree tree ? tree.copy() : child);
                }
            });
        }
    },
    ELEMENTS_REORDERED {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            Collections.shuffle(at.children, dice.random());
        }
    },
    ELEMENT_NESTED {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            dice.of(root.all()).map(Tree::copy).ifPresent(copy -> {
                long depth = Math.min(dice.chance(10) ? 80 : 1, room(root, copy));
                Tree into = at;
                for (long i = 0; i < depth; i++) {
                    Tree next = i == depth - 1 ? copy : shell(copy);
                    into.children.add(next);
                    into = next;
                }
            });
        }
    },
    ELEMENT_RENAMED {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            dice.of(root.all()).ifPresent(other -> at.name = dice.chance(4) ? "Extended\u00C9" : other.name);
        }
    },
    TEXT_ADDED {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            at.children.add(dice.below(at.children.size() + 1), dice.one(Values.TEXTS));
        }
    },
    OTHER_GAMES {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            root.set("CompetitionCode", dice.one(Values.GAMES));
        }
    },
    OTHER_TYPE {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            root.set("DocumentType", dice.one(Values.TYPES));
        }
    },
    OTHER_DOCUMENT_CODE {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            root.set("DocumentCode", dice.code());
        }
    },
    OTHER_SUBCODE {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            root.set(dice.chance(2) ? "DocumentSubcode" : "DocumentSubtype", dice.one(Values.TEXTS));
        }
    },
    OTHER_VERSION {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            root.set("Version", dice.chance(3) ? dice.one(Values.NUMBERS) : String.valueOf(dice.below(6)));
        }
    },
    OTHER_STATUS {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            root.set("ResultStatus", dice.one(Values.STATUSES));
        }
    },
    OTHER_LANGUAGE {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            root.set("Language", dice.one(List.of("FRA", "fra", "SPA", "fr", "XXX", "ARA", "", "123", "\u0130NG")));
        }
    },
    OTHER_SOURCE {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            root.set("Source", dice.one(List.of("SAMPLE", "SAMPLE2", "", "x".repeat(40), "x".repeat(41), "\u4E2D\u6587", "A/B", "a\u202Eb")));
        }
    },
    OTHER_TIME {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            root.set(dice.one(List.of("Date", "Time", "LogicalDate")), dice.one(Values.TIMES));
        }
    },
    OTHER_FEED {
        @Override
        void on(Tree root, Tree at, Dice dice) {
            root.set("FeedFlag", dice.one(List.of("T", "T", "t", "", "PT", "\u03A4")));
        }
    };

    /** Changes {@code root}, most often at {@code at}, which is in it. */
    abstract void on(Tree root, Tree at, Dice dice);

    private static void replace(Tree at, Dice dice, java.util.function.UnaryOperator<String> value) {
        dice.index(at.attributes).ifPresent(i -> at.attributes.set(i, at.attributes.get(i).with(value.apply(at.attributes.get(i).value()))));
    }

    /** How often {@code more} may come on top before a message is far larger than any that is read. */
    private static long room(Tree root, Object more) {
        long length = more instanceof Tree tree ? tree.length() : ((String) more).length();
        return Math.max(0, Mutator.CHARACTERS_MAX - root.length()) / Math.max(1, length);
    }

    private static Tree shell(Tree of) {
        Tree shell = of.copy();
        shell.children.clear();
        return shell;
    }

    /** Chooses. */
    record Dice(Random random, List<String> codes) {

        int below(int bound) {
            return random.nextInt(bound);
        }

        /** True once in {@code times}. */
        boolean chance(int times) {
            return random.nextInt(times) == 0;
        }

        <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        <T> java.util.Optional<T> of(List<T> of) {
            return of.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(one(of));
        }

        java.util.Optional<Integer> index(List<?> of) {
            return of.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(random.nextInt(of.size()));
        }

        String code() {
            return chance(3) ? one(Values.CODES) : one(codes);
        }
    }
}
