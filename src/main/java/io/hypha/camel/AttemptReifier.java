package io.hypha.camel;

import org.apache.camel.Channel;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.reifier.ProcessorReifier;
import org.apache.camel.support.AsyncProcessorConverterHelper;

/**
 * Makes an {@link Attempt} of the pipeline around a connector's steps. The steps get no error handler of their own, so that
 * Camel's redelivery repeats the attempt as a whole and not just the step that failed.
 */
final class AttemptReifier extends ProcessorReifier<PipelineDefinition> {
    private final AttemptPlan plan;

    AttemptReifier(Route route, PipelineDefinition definition, AttemptPlan plan) {
        super(route, definition);
        this.plan = plan;
    }

    @Override
    public Processor createProcessor() throws Exception {
        definition.getOutputs().forEach(AttemptReifier::withoutErrorHandler);
        return new Attempt(AsyncProcessorConverterHelper.convert(createOutputsProcessor()), plan);
    }

    private static void withoutErrorHandler(ProcessorDefinition<?> step) {
        step.setInheritErrorHandler(false);
        step.getOutputs().forEach(AttemptReifier::withoutErrorHandler);
    }

    @Override
    protected Channel wrapChannel(Processor processor, ProcessorDefinition<?> child, Boolean inheritErrorHandler)
            throws Exception {
        return super.wrapChannel(processor, child, false);
    }
}
