package io.flowtrack.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FlowListener;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeatureListenerTest {
    /** A method that is added to the interface and forgotten here would be heard by nobody. */
    @Test
    void everyEventIsHandedOn() throws ReflectiveOperationException {
        for (Method event : FlowListener.class.getMethods()) {
            Method own = FeatureListener.class.getMethod(event.getName(), event.getParameterTypes());
            assertThat(own.getDeclaringClass()).as(event.getName()).isEqualTo(FeatureListener.class);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void theNextListenerHearsWhatThisOneHears() throws ReflectiveOperationException {
        List<String> heard = new ArrayList<>();
        InvocationHandler handler = (proxy, method, arguments) -> {
            heard.add(method.getName());
            return null;
        };
        FlowListener<String, FlowFeatures> next = (FlowListener<String, FlowFeatures>) Proxy.newProxyInstance(
                FeatureListenerTest.class.getClassLoader(), new Class<?>[] {FlowListener.class}, handler);
        FlowListener<String, FlowFeatures> listener = FeatureListener.before(next);
        for (Method event : FlowListener.class.getMethods()) {
            if (!event.getName().equals("onPacket")) {
                event.invoke(listener, arguments(event));
                assertThat(heard).endsWith(event.getName());
            }
        }
        assertThat(heard).hasSize(FlowListener.class.getMethods().length - 1);
    }

    private static @Nullable Object[] arguments(Method event) {
        return Arrays.stream(event.getParameterTypes())
                .map(type -> type == int.class ? (Object) 0 : null)
                .toArray();
    }
}
