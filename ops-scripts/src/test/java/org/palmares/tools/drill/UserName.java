package org.palmares.tools.drill;

/** For what only root may do: tests as somebody else. */
public final class UserName {

    private static final String PROPERTY = "user.name";

    private UserName() {}

    /** Does {@code work} as a user who is not root. */
    public static void notRoot(Runnable work) {
        String before = System.setProperty(PROPERTY, "nobody");
        try {
            work.run();
        } finally {
            System.setProperty(PROPERTY, before);
        }
    }
}
