package org.palmares.journal;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.palmares.competition.Content;

/** Where large contents are kept that no reader is shown: reports, pictures, long lists. They would fill the memory of every node. */
public interface Contents {

    /** Keeps {@code content}; completes once it is on the disk of at least two data centres. Keeping it again does no harm. */
    CompletionStage<Done> keep(Content content);

    /**
     * Brings the bytes back of a content that is kept here.
     *
     * @return the content with its bytes; fails with {@link java.util.NoSuchElementException} where they are not found
     */
    CompletionStage<Content> bring(Content kept);
}
