#include "runtime/core/control_mail.hpp"

#include <new>
#include <utility>

#include "runtime/core/pool.hpp"

namespace callboard::runtime {
namespace {
constexpr auto mail_class = pool::class_of(sizeof(ControlMail));
}

ControlMail* make_control_mail(Signal signal, probe::ActorId target, probe::ActorId other,
                               ControlMail::Done done) {
    return new (pool::take(mail_class))
        ControlMail{.signal = signal,
                    .target_generation = probe::generation_of(target),
                    .other = other,
                    .done = std::move(done)};
}

void free_control_mail(ControlMail* mail) {
    mail->~ControlMail();
    pool::give(mail, mail_class);
}

}  // namespace callboard::runtime
