#pragma once

// What a program's own tests need beside it. No test framework: what does not hold is thrown.

#include "callboard/callboard.hpp"
#include "runtime/testing/event_probe.hpp"
#include "runtime/testing/faults.hpp"
#include "runtime/testing/mailbox_probe.hpp"
#include "runtime/testing/test_probe.hpp"
#include "runtime/testing/test_stage.hpp"

namespace callboard {

using runtime::EventProbe;
using runtime::Faults;
using runtime::MailboxProbe;
using runtime::ProbeOf;
using runtime::StepScheduler;
using runtime::TestFailure;
using runtime::TestProbe;
using runtime::TestStage;
using runtime::under_seeds;
using runtime::When;

}  // namespace callboard
