package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecapsulationTest {
    @Test
    void fourTunnelsInOneAnotherAreLookedIntoUnlessAskedOtherwise() {
        assertThat(Decapsulation.defaults().maxDepth()).isEqualTo(4);
        assertThat(Decapsulation.none().maxDepth()).isZero();
        assertThat(Decapsulation.defaults().withMaxDepth(16).maxDepth()).isEqualTo(16);
        assertThat(Decapsulation.defaults().hasOuterFlows()).isFalse();
        assertThat(Decapsulation.defaults().withOuterFlows().withMaxDepth(1).hasOuterFlows())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 17})
    void otherDepthsAreRefused(int depth) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decapsulation.defaults().withMaxDepth(depth));
    }

    @Test
    void portsReplaceThoseOfTheirType() {
        Decapsulation chosen = Decapsulation.defaults().withPorts(TunnelType.VXLAN, 0, 65535);
        assertThat(chosen.ports())
                .containsEntry(0, TunnelType.VXLAN)
                .containsEntry(65535, TunnelType.VXLAN)
                .containsEntry(6081, TunnelType.GENEVE)
                .doesNotContainKeys(4789, 8472);
        assertThat(chosen.withPorts(TunnelType.VXLAN).ports()).doesNotContainValue(TunnelType.VXLAN);
        assertThat(chosen.withPorts(TunnelType.GRE, 6081).ports()).containsEntry(6081, TunnelType.GRE);
    }

    @Test
    void otherPortsAndTypesAreRefused() {
        Decapsulation defaults = Decapsulation.defaults();
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withPorts(TunnelType.VXLAN, 65536));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withPorts(TunnelType.VXLAN, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withPorts(TunnelType.MPLS, 1));
    }

    @Test
    void zeekKnowsFewerPorts() {
        assertThat(Decapsulation.zeek().ports().keySet()).containsExactly(2123, 2152, 3544, 4754, 4789, 5072, 6081);
    }

    @Test
    void equalSettingsAreEqual() {
        assertThat(Decapsulation.defaults().withPorts(TunnelType.GENEVE, 6081)).isEqualTo(Decapsulation.defaults());
        assertThat(Decapsulation.defaults().withPorts(TunnelType.GENEVE, 6081))
                .hasSameHashCodeAs(Decapsulation.defaults());
        assertThat(Decapsulation.defaults()).isNotEqualTo(Decapsulation.none());
        assertThat(Decapsulation.defaults())
                .isNotEqualTo(Decapsulation.defaults().withOuterFlows());
        assertThat(Decapsulation.defaults().withOuterFlows())
                .hasToString("tunnels to depth 4 on {GRE=4754, VXLAN=4789,8472, VXLAN_GPE=4790, GENEVE=6081,"
                        + " GTP_U=2123,2152, TEREDO=3544, L2TP=1701, AYIYA=5072}, with outer flows");
    }

    @Test
    void aTunnelSaysWhatItIs() {
        Tunnel vxlan = new Tunnel(TunnelType.VXLAN, IpAddress.ofIpv4(0xC0000201), IpAddress.ofIpv4(0xC0000202), 5);
        assertThat(vxlan).hasToString("VXLAN 192.0.2.1 > 192.0.2.2 id 5");
        assertThat(new Tunnel(TunnelType.MPLS, null, null, 16)).hasToString("MPLS id 16");
    }

    @Test
    void aScopeHasATunnelOrNone() {
        assertThat(new FlowScope(1, 2).tunnelType()).isNull();
        assertThat(new FlowScope(0, 0, TunnelType.GRE, 0xFFFF_FFFFL)).isNotEqualTo(FlowScope.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> new FlowScope(0, 0, null, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FlowScope(0, 0, TunnelType.GRE, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FlowScope(0, 0, TunnelType.GRE, 0x1_0000_0000L));
    }
}
