#include "runtime/stream/stream_actor.hpp"

namespace callboard::runtime::stream {

void StreamActor::shutdown(Context& context) {
    stage_->note_cause(Cause::Shutdown);
    stage_->background().request_stop();
    life_.request_stop();
    context.stop();
}

void StreamActor::shutdown_and_finish(Context& context) {
    stage_->note_cause(Cause::ShutdownAndFinish);
    life_.request_stop();
    context.stop();
}

void StreamActor::begin(Context& context, Job job, Timers::Duration delay) {
    job.delay = delay;
    Backstage::of(context.system()).send(RunErrand{std::make_shared<Job>(std::move(job))});
}

void StreamActor::tell_failed_ask(const AskError& error, Context& context) const {
    if (!stage_->accepts(type_index<StreamFailure>())) throw AskFailed(error);
    context.self().send(StreamFailure{error.text});
}

}  // namespace callboard::runtime::stream
