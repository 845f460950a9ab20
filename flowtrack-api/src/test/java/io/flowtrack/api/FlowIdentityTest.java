package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class FlowIdentityTest {
    @Test
    void itBeginsWithTwoWords() {
        FlowIdentity identity = new FlowIdentity();
        assertThat(identity.wordCount()).isEqualTo(2);
        assertThat(identity.first()).isZero();
        assertThat(identity.second()).isZero();
    }

    @Test
    void wordsAreKeptInOrder() {
        FlowIdentity identity = new FlowIdentity().set(10, 11);
        for (int i = 2; i < FlowIdentity.MAX_WORDS; i++) {
            identity.append(10 + i);
        }
        assertThat(identity.wordCount()).isEqualTo(FlowIdentity.MAX_WORDS);
        for (int i = 0; i < FlowIdentity.MAX_WORDS; i++) {
            assertThat(identity.word(i)).isEqualTo(10 + i);
        }
        assertThat(identity.first()).isEqualTo(10);
        assertThat(identity.second()).isEqualTo(11);
    }

    @Test
    void settingStartsAnew() {
        FlowIdentity identity = new FlowIdentity().set(1, 2).append(3).set(4, 5);
        assertThat(identity.wordCount()).isEqualTo(2);
        assertThat(identity.word(0)).isEqualTo(4);
        assertThat(identity.append(6).word(2)).isEqualTo(6);
    }

    @Test
    void aNinthWordIsRefused() {
        FlowIdentity identity = new FlowIdentity();
        for (int i = 2; i < FlowIdentity.MAX_WORDS; i++) {
            identity.append(i);
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> identity.append(9));
        assertThat(identity.wordCount()).isEqualTo(FlowIdentity.MAX_WORDS);
    }

    @Test
    void wordsThatAreNotThereAreRefused() {
        FlowIdentity identity = new FlowIdentity().append(1).set(2, 3);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> identity.word(2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> identity.word(-1));
    }
}
