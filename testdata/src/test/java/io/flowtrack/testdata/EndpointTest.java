package io.flowtrack.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointTest {
    @Test
    void clientsAndServersLiveInTheDocumentationRanges() {
        assertThat(Endpoint.client(0).address()).hasToString("192.0.2.1");
        assertThat(Endpoint.client(249).address()).hasToString("192.0.2.250");
        assertThat(Endpoint.server(251, 80).address()).hasToString("198.51.100.2");
        assertThat(Endpoint.client6(0).address()).hasToString("2001:db8:0:1::1");
        assertThat(Endpoint.server6(0, 80).address()).hasToString("2001:db8:0:2::1");
    }

    @Test
    void clientsOfDifferentNumbersDiffer() {
        Set<Endpoint> clients = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(clients.add(Endpoint.client(i))).isTrue();
        }
    }

    @Test
    void addressesAreReadFromText() {
        assertThat(Endpoint.of("192.0.2.1", 49152)).isEqualTo(Endpoint.client(0));
        assertThat(Endpoint.of("2001:db8:0:1::1", 49152)).isEqualTo(Endpoint.client6(0));
        assertThat(Endpoint.of("192.0.2.1", 1).mac()).hasToString("02:00:c0:00:02:01");
    }

    @Test
    void namesAreNotLookedUp() {
        assertThatThrownBy(() -> Endpoint.of("example.org", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
