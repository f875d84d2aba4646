//! Every page in every state renders and is sound.

#[test]
fn every_page_of_the_program_is_sound_in_every_state() {
    let samples = app::routes::samples();
    assert!(samples.iter().count() > 120, "{}", samples.iter().count());
    assert_eq!(web::testing::check_samples(&samples), Vec::<String>::new());
}

#[test]
fn every_state_has_a_name_of_its_own() {
    let samples = app::routes::samples();
    let mut names: Vec<&str> = samples.iter().map(|s| s.name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}
