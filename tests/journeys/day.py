"""A whole day on four laptops, step after step; each step's docstring is its heading in `docs/guide.zh.md`."""

from tests.journeys import day_field, day_morning, day_together
from tests.journeys.day_team import Step

STEPS: tuple[Step, ...] = (
    day_morning.open_for_the_first_time,
    day_morning.make_the_project,
    day_morning.meet_with_the_stick,
    day_morning.plan_the_work,
    day_field.take_down_a_talk,
    day_field.note_a_point_from_what_was_said,
    day_field.settle_what_two_wrote_of_one_thing,
    day_field.see_the_paper_of_the_talk,
    day_field.note_that_it_was_signed,
    day_field.visit_with_a_photograph,
    day_field.note_a_point_from_today,
    day_field.ask_for_material,
    day_field.borrow_it_instead_of_asking_again,
    day_together.prepare_the_huddle,
    day_together.walk_the_agenda,
    day_together.confirm_on_both_sides,
    day_together.hold_evidence_of_both_sides,
    day_together.set_them_beside_each_other,
    day_together.hold_it_to_be_a_finding,
    day_together.recommend_what_both_confirm,
    day_together.open_its_repair,
    day_together.say_the_same_everywhere,
)
