#include "runtime/stream/errand.hpp"

#include <exception>

#include "runtime/core/system.hpp"

namespace callboard::runtime::stream {

void Errand::on(const Started&, Context& context) {
    if (job_->delay.count() <= 0) {
        context.self<Errand>().send(Begin{});
        return;
    }
    context.after(job_->delay, Begin{});
    let_go_.emplace(job_->life, BeginNow{context.self<Errand>()});
}

void Errand::on(const Begin&, Context& context) {
    context.stop();
    if (job_->work && !job_->life.stop_requested()) run();
    forget();
}

void Errand::run() {
    try {
        job_->work(job_->life);
    } catch (const std::exception& error) {
        if (!job_->failed) throw;
        if (!job_->life.stop_requested()) job_->failed(error.what());
    }
}

}  // namespace callboard::runtime::stream
